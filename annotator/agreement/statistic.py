"""A figure, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic's value, or `reason` where it is undefined: never NaN, never a silent 1.0."""

    value: float | None
    reason: str | None = None

    @classmethod
    def undefined(cls, reason: str) -> Figure:
        """No value, and why."""
        return cls(None, reason)
