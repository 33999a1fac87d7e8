"""Pictures of agreement: positions and shades, for the templates to draw."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.queries.agreement.annotators import Week

#: The line of weeks, in units of the chart.
STEP, HEIGHT = 16, 24
#: The distance of two marks of an axis: closer ones would run into each other.
FINE, COARSE = 0.2, 0.5
#: From which share on a cell is of the next shade: few things are confused with one another, and
#: most pairs agree on many claims.
CONFUSED, AGREED = (0.09, 0.15, 0.4), (0.25, 0.5, 0.75)
#: What two well-known corpora report for verdicts: κ (Schlichtkrull et al. 2023), and Fleiss’ κ
#: (Thorne et al. 2018).
YARDSTICKS = (("AVeriTeC", 0.619), ("FEVER", 0.684))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a matrix: a share, 0 to 1, as its number is written.

    `told` is what it says in words, the number first; `address` is where its claims are listed.
    """

    share: float
    number: str
    told: str
    address: str
    steps: tuple[float, ...] = CONFUSED

    @property
    def shade(self) -> int:
        """Return how dark it is, from 0 to 3."""
        return sum(self.share >= step for step in self.steps)


@dataclass(frozen=True, slots=True)
class CellGrid:
    """Rows of cells under `columns`; where there is nothing to say, None."""

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Return True if no cell says anything."""
        return not any(cell for row in self.cells for cell in row)


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of a forest plot: from `low`, 0 unless a value is below chance, to 1."""

    low: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> str:
        """Return the place of a value, in percent of the width."""
        return f"{100 * (value - self.low) / (1 - self.low):.1f}%"


def axis(values: Iterable[float]) -> Axis:
    """Return an axis that holds these values, which are 1 at most."""
    least = min(values, default=0.0)
    step = FINE if least >= -2 * FINE else COARSE
    low = min(0.0, floor(least / step) * step)
    marks = round((1 - low) / step)
    return Axis(low, tuple(round(low + step * number, 1) for number in range(marks + 1)))


def line(weeks: Sequence[Week]) -> tuple[tuple[float, float], ...]:
    """Return the points of an annotator's weeks: to the right with time, up with agreement."""
    return tuple(
        (STEP * (place + 0.5), round(4 + (HEIGHT - 8) * (1 - week.agreement), 1))
        for place, week in enumerate(weeks)
    )
