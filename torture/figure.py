"""What a run measured, against what was asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure. A `timed` one holds on a quiet machine only, so a short round does not judge
    it.
    """

    measure: str
    asked: str
    reached: str
    holds: bool
    timed: bool = False

    @property
    def line(self) -> str:
        """Return the figure as a line for a terminal."""
        return (
            f"{'holds' if self.holds else 'SHORT'}  {self.measure}: {self.reached} ({self.asked})"
        )
