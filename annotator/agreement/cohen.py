"""Cohen's kappa, plain and weighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.statistic import beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.pair import Pairs


def cohen_kappa(pairs: Pairs) -> Floats:
    """Return agreement of two annotators above that of their own habits (Cohen 1960)."""
    return weighted_kappa(pairs, 1 - np.eye(len(pairs.scale.labels)))


def weighted_kappa(pairs: Pairs, distance: Floats) -> Floats:
    """Return the same with labels that differ by more or less: (labels, labels) (Cohen 1968)."""
    shares = pairs.shares
    first, second = shares.sum(axis=-1), shares.sum(axis=-2)
    expected = ((first[..., None, :] @ distance)[..., 0, :] * second).sum(axis=-1)
    return beyond_chance((shares * distance).sum(axis=(-2, -1)), expected)
