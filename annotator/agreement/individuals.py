"""Each annotator alone: against the right labels, and against their own earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined, need_room, quotient
from annotator.agreement.percent import agreeing_pairs

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements


def against_gold(judgements: Judgements) -> Ints:
    """Return how often each annotator gave which label where which was right.

    (annotators, right label, given label); the last right label is the one that no annotator gave.
    `gold` may as well be what reviewers decided. Raises Undefined where no item has one.
    """
    if judgements.gold is None or not (judgements.gold >= 0).any():
        raise Undefined("no item has a gold label")
    labels = len(judgements.labels)
    right = judgements.gold[judgements.item]
    known = right >= 0
    place = judgements.annotator[known].astype(np.int64) * (labels + 1) + right[known]
    people = len(judgements.annotators)
    shape = (people, labels + 1, labels)
    need_room(int(np.prod(shape)), f"{people:,} annotators by {labels:,} × {labels:,} labels")
    cells = place * labels + judgements.label[known]
    return np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)


def with_themself(judgements: Judgements) -> tuple[Ints, Floats]:
    """Return how many items each annotator judged again, and how often they gave the same label
    then.

    Reads the replicates. The share, (annotators,), is the mean over these items of agreeing pairs;
    NaN for who judged none again.
    """
    every = judgements.repeated
    people, labels = len(every.annotators), len(every.labels)
    pair = every.item.astype(np.int64) * people + every.annotator
    pairs, unit, sizes = np.unique(pair, return_inverse=True, return_counts=True)
    again = sizes > 1
    number = np.cumsum(again) - 1
    kept = again[unit]
    need_room(int(again.sum()) * labels, f"{again.sum():,} repeated items by {labels:,} labels")
    counts = np.bincount(
        number[unit[kept]] * labels + every.label[kept], minlength=again.sum() * labels
    )
    shares = agreeing_pairs(counts.reshape(again.sum(), labels))
    who = pairs[again] % people
    items = np.bincount(who, minlength=people)
    sums = np.bincount(who, weights=shares, minlength=people)
    return items, quotient(sums, items, nothing=np.nan)
