"""How right an answer is, item by item, where the right label is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.values import Values

if TYPE_CHECKING:
    from annotator.agreement.counts import Flags, Floats
    from annotator.agreement.judgements import Judgements


def credits_of(judgements: Judgements, likely: Floats) -> Values:
    """Return what items earn by their likeliest label; `likely` is (items, labels).

    1 for the right label, 1/2 for one of two that are tied, 0 for a wrong one. Items without a
    known label are left out. Raises Undefined where no item has one.
    """
    values, times = np.unique(item_credits(judgements, likely), return_counts=True)
    return Values(values, times)


def item_credits(judgements: Judgements, likely: Floats) -> Floats:
    """Return the credit of each item whose right label is known, in their order."""
    gold = judgements.gold
    if gold is None or not (gold >= 0).any():
        raise Undefined("no item has a gold label")
    known = np.flatnonzero(gold >= 0)
    top = most_likely(likely[known])
    # A last column for the label that no annotator gave.
    chosen = np.column_stack([top, np.zeros(len(top), np.bool_)])
    return np.asarray(chosen[np.arange(len(known)), gold[known]] / top.sum(axis=1))


def most_likely(likely: Floats) -> Flags:
    """Return which labels of each item share the highest place: (items, labels); ties are kept."""
    return np.asarray(likely >= likely.max(axis=1, keepdims=True) - 1e-9)
