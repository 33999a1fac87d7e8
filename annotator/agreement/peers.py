"""Each judgement by itself: how far it agrees with those beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import quotient

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.judgements import Judgements


def with_others(judgements: Judgements) -> Floats:
    """Return which share of the other labels of its item is each judgement's own: (judgements,).

    NaN for one that stands alone.
    """
    same = judgements.counts[judgements.item, judgements.label] - 1
    others = judgements.counts.sum(axis=1)[judgements.item] - 1
    return quotient(same, others, nothing=np.nan)
