"""Each pair of annotators, and each pair of labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.cohen import cohen_kappa
from annotator.agreement.counts import MOST_CELLS, need_room, quotient
from annotator.agreement.pair import Pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements
    from annotator.agreement.table import Votes


@dataclass(frozen=True, slots=True)
class Matrix:
    """The pairs of annotators that have items in common, one entry each.

    `first` and `second` are places among the annotators, first < second; `items` how many they
    share; `agreement` on how many of them they agree, as a share; `kappa` Cohen's, NaN where both
    gave one and the same label only.
    """

    first: Ints
    second: Ints
    items: Ints
    agreement: Floats
    kappa: Floats


def pair_matrix(judgements: Judgements) -> Matrix:
    """Return the agreement of each pair of annotators on the items that both judged.

    Raises Undefined where pairs and labels are too many.
    """
    people, labels = len(judgements.annotators), len(judgements.labels)
    pair, label_pair = (np.concatenate(part) for part in zip(*_pairs(judgements), strict=True))
    found, number = _numbered(pair, people**2)
    cells = len(found) * labels**2
    need_room(cells, f"{len(found):,} pairs of annotators by {labels:,} × {labels:,} labels")
    table = np.bincount(number * labels**2 + label_pair, minlength=cells)
    table = table.reshape(len(found), labels**2)
    both = Pairs(judgements.scale, table)
    agreement = np.trace(both.shares, axis1=-2, axis2=-1)
    return Matrix(found // people, found % people, table.sum(axis=1), agreement, cohen_kappa(both))


def _numbered(codes: Ints, kinds: int) -> tuple[Ints, Ints]:
    """Return the different codes, all below `kinds`, in order; and the place of each among them."""
    if kinds > MOST_CELLS:
        return np.unique(codes, return_inverse=True)
    there = np.bincount(codes, minlength=kinds) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[codes]


def _pairs(judgements: Judgements) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of annotators, as one number, and of their labels; items of one size at a
    time.
    """
    order = np.lexsort((judgements.annotator, judgements.item))
    people, labels = len(judgements.annotators), len(judgements.labels)
    annotator, label = judgements.annotator[order], judgements.label[order]
    sizes = np.bincount(judgements.item, minlength=len(judgements.items))
    starts = np.cumsum(sizes) - sizes
    yield np.zeros(0, np.int64), np.zeros(0, np.int64)
    for size in np.unique(sizes[sizes > 1]):
        first, second = np.triu_indices(size, 1)
        rows = starts[sizes == size][:, None]
        a, b = rows + first, rows + second
        yield (
            (annotator[a].astype(np.int64) * people + annotator[b]).ravel(),
            (label[a].astype(np.int64) * labels + label[b]).ravel(),
        )


def confusion(votes: Votes) -> Floats:
    """Return what is confused with what: (labels, labels), each row the shares of its label's
    partners.

    Where one annotator gave the row's label, the others of the item gave the column's in this
    number of cases; an item counts as often as it has labels. A row without partners is 0.
    """
    pairs = votes.coincidences
    return quotient(pairs, pairs.sum(axis=-1, keepdims=True))
