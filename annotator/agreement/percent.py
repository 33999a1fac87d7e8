"""Percent agreement: how often two annotators of one item give the same label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.table import Votes


def percent(votes: Votes) -> Floats:
    """Return mean over items of the share of agreeing pairs (Fleiss 1971, P̄), from 0 to 1.

    Items with one label say nothing about agreement and are left out.
    """
    votes.need_pairs()
    paired = votes.sizes > 1
    times = votes.times[..., paired]
    with np.errstate(invalid="ignore"):
        return np.asarray(times @ agreeing_pairs(votes.patterns[paired]) / times.sum(axis=-1))


def agreeing_pairs(counts: Ints) -> Floats:
    """Return P_i, (items,): the share of an item's pairs of labels that agree; it has two at
    least.
    """
    sizes = counts.sum(axis=1)
    return np.asarray((counts * (counts - 1)).sum(axis=1) / (sizes * (sizes - 1)))
