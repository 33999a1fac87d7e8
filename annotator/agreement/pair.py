"""Two annotators side by side, as a histogram of pairs of labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements
    from annotator.agreement.labels import Scale


@dataclass(frozen=True)
class Pairs:
    """Items that both annotators gave a label.

    `times` is (…, labels²): the first annotator's label times the number of labels, plus the
    second's.
    """

    scale: Scale
    times: Ints

    @property
    def width(self) -> int:
        """Return one number a pair of labels."""
        return 1

    def drawn(self, times: Ints) -> Pairs:
        """Return the same pairs, as often as drawn."""
        return replace(self, times=times)

    @property
    def shares(self) -> Floats:
        """Return the share of items with each pair of labels: (…, first's label, second's
        label).
        """
        labels = len(self.scale.labels)
        table = self.times.reshape(*self.times.shape[:-1], labels, labels)
        return np.asarray(table / self.times.sum(axis=-1)[..., None, None])


def pairs_of(judgements: Judgements) -> Pairs:
    """Return the pairs of labels of the only two annotators; raises Undefined where there are
    others.
    """
    if (people := len(judgements.annotators)) != 2:
        raise Undefined(
            f"it compares two annotators, and here {'is 1' if people == 1 else f'are {people:,}'}"
        )
    labels = len(judgements.labels)
    by_item = np.full((2, len(judgements.items)), -1)
    by_item[judgements.annotator, judgements.item] = judgements.label
    both = by_item[:, (by_item >= 0).all(axis=0)]
    if not both.size:
        raise Undefined("no item has a label of both annotators")
    return Pairs(
        judgements.scale, np.bincount(both[0] * labels + both[1], minlength=labels * labels)
    )
