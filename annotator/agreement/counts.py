"""The arrays that figures are counted in."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


def quotient(part: Floats | Ints, whole: Floats | Ints, nothing: float = 0.0) -> Floats:
    """part / whole, and `nothing` where the whole is 0."""
    out = np.full(np.broadcast_shapes(part.shape, whole.shape), nothing)
    return np.asarray(np.divide(part, whole, out=out, where=whole > 0))
