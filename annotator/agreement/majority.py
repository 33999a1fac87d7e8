"""The majority's label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.credit import credits_of

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.judgements import Judgements
    from annotator.agreement.values import Values


def majority_credits(judgements: Judgements) -> Values:
    """Return how right the label is that most gave; where k labels tie, each counts 1/k."""
    return credits_of(judgements, judgements.counts.astype(np.float64))


def soft_labels(judgements: Judgements) -> Floats:
    """Return the share of each label among an item's votes: (items, labels), rows that add up
    to 1.
    """
    counts = judgements.counts
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def entropy(judgements: Judgements) -> Floats:
    """Return how divided each item's votes are, (items,), in bits: 0 where all agree."""
    shares = soft_labels(judgements)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    # Adding 0 makes a nothing of the -0.0 of items on which all agree.
    return np.asarray(-(shares * logs).sum(axis=1) + 0)
