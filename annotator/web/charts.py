"""Charts of agreement: positions and sizes, for the templates to draw as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.queries.agreement.annotators import Week

#: A cell's side, and the line of weeks, in units of the chart.
SIDE, STEP, HEIGHT = 56, 22, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: a square as large as its `share`, 0 to 1, with a number on it.

    `told` is what it says in words, `address` where its claims are listed.
    """

    row: int
    column: int
    share: float
    number: str
    told: str
    address: str

    @property
    def side(self) -> float:
        """Return the side of its square: the area is the share."""
        return round((SIDE - 6) * sqrt(max(0.0, min(1.0, self.share))), 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of cells under `columns` and beside `rows`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def side(self) -> int:
        """Return a cell's side."""
        return SIDE

    @property
    def left(self) -> int:
        """Return how much room the longest name of a row takes."""
        return 16 + 8 * max((len(name) for name in self.rows), default=0)

    @property
    def top(self) -> int:
        """Return how much room the names of the columns take, which are written upwards."""
        return 16 + 7 * max((len(name) for name in self.columns), default=0)

    @property
    def width(self) -> int:
        """Return the size of the whole chart."""
        return self.left + SIDE * len(self.columns)

    @property
    def height(self) -> int:
        """Return the size of the whole chart."""
        return self.top + SIDE * len(self.rows)

    def middle(self, cell: Cell) -> tuple[float, float]:
        """Return where a cell's middle is."""
        return self.left + (cell.column + 0.5) * SIDE, self.top + (cell.row + 0.5) * SIDE


def line(weeks: Sequence[Week]) -> tuple[tuple[float, float], ...]:
    """Return the points of an annotator's weeks: to the right with time, up with agreement."""
    return tuple(
        (STEP * (place + 0.5), round(4 + (HEIGHT - 8) * (1 - week.agreement), 1))
        for place, week in enumerate(weeks)
    )
