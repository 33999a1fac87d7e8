"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a judgement from being submitted; `field` is where to mend it."""

    field: str
    message: str
