"""Scott's pi."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.statistic import beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.pair import Pairs


def scott_pi(pairs: Pairs) -> Floats:
    """Return agreement of two annotators above that of their common habits (Scott 1955)."""
    shares = pairs.shares
    agreed = np.trace(shares, axis1=-2, axis2=-1)
    given = (shares.sum(axis=-1) + shares.sum(axis=-2)) / 2
    return beyond_chance(1 - agreed, 1 - (given**2).sum(axis=-1))
