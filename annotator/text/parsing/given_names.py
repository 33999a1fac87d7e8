"""Given names: whether people of a name are mostly women or men. The counts are of one census."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    Gender = Literal["female", "male"]

#: How many times as many women as men, or the reverse, make a name theirs.
MOSTLY = 6


def gender_of(given: Iterable[str]) -> Gender | None:
    """Return the gender that the first known name tells; None for "Leslie" and unknown names."""
    shares = shares_by_name()
    for name in given:
        known = shares.get(name.upper())
        if known is None:
            continue
        women, men = known
        if women >= MOSTLY * men:
            return "female"
        return "male" if men >= MOSTLY * women else None
    return None


def is_given_name(word: str) -> bool:
    """Return True for a name that is listed."""
    return word.upper() in shares_by_name()


@cache
def shares_by_name() -> dict[str, tuple[float, float]]:
    """Return the percentages of women and of men who have each name, in capitals."""
    women, men = (listed(names.FILES[kind]) for kind in ("first:female", "first:male"))
    return {name: (women.get(name, 0), men.get(name, 0)) for name in women.keys() | men.keys()}


def listed(file: str) -> dict[str, float]:
    """Return the percentage of each name in a file: "ADA 0.057 66.975 310"."""
    rows = (line.split() for line in Path(file).read_text(encoding="ascii").splitlines())
    return {name: float(share) for name, share, *_ in rows}
