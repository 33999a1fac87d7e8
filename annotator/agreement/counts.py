"""The arrays that figures are counted in."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

#: The most cells of a table that is held in memory.
MOST_CELLS = 20_000_000


class Undefined(Exception):
    """A statistic has no value here; the message is the reason."""


def quotient(part: Floats | Ints, whole: Floats | Ints, nothing: float = 0.0) -> Floats:
    """Return part / whole, and `nothing` where the whole is 0."""
    out = np.full(np.broadcast_shapes(part.shape, whole.shape), nothing)
    return np.asarray(np.divide(part, whole, out=out, where=whole > 0))


def need_room(cells: int, table: str) -> None:
    """Raise Undefined for a table of more cells than are held in memory; `table` says of what."""
    if cells > MOST_CELLS:
        raise Undefined(f"a table of {table} would be too large")
