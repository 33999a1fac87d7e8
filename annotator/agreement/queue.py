"""Which items a reviewer should see first: those where the majority is likeliest to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.credit import most_likely
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.majority import entropy

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements


def majority_wrong(judgements: Judgements) -> Floats:
    """Return how likely the majority of each item is wrong, (items,), by Dawid and Skene's model.

    Where labels tie, each is the majority's in equal parts. Raises Undefined as the model does.
    """
    likely = fitted(judgements).likely
    top = most_likely(judgements.counts.astype(np.float64))
    right = (likely * top).sum(axis=1) / top.sum(axis=1)
    return np.asarray(np.clip(1 - right, 0, 1))


def by_expected_error(judgements: Judgements) -> Ints:
    """Return the places of all items, those first whose ranks by both signs add up to most.

    The signs are the entropy of the votes and the chance that the majority is wrong; items of equal
    sums keep their order.
    """
    sums = ranks(entropy(judgements)) + ranks(majority_wrong(judgements))
    return np.argsort(-sums, kind="stable")


def ranks(values: Floats) -> Floats:
    """Return the rank of each value from 1 up; equal ones share the middle of theirs."""
    _, place, times = np.unique(np.round(values, 12), return_inverse=True, return_counts=True)
    last = np.cumsum(times)
    return np.asarray((last - (times - 1) / 2)[place])
