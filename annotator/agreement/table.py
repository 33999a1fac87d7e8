"""Votes: how many annotators of an item gave each label, as a histogram of patterns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.labels import Scale
from annotator.agreement.statistic import NO_PAIR, Clusters

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements

#: What the number of a pattern stays under.
MOST_KINDS = 2**62


@dataclass(frozen=True)
class Votes:
    """Labels of items, as a histogram of patterns.

    A row of `patterns`, (patterns, labels), says how many annotators of one item gave each label;
    `times`, (…, patterns), of how many items that is true. A million judgements have a few hundred
    patterns, and most statistics need nothing else. Every item has a label at least.
    """

    scale: Scale
    patterns: Ints
    times: Ints
    annotators: int

    @property
    def width(self) -> int:
        """Return a number a label."""
        return max(1, len(self.scale.labels))

    def drawn(self, times: Ints) -> Votes:
        """Return the same patterns, as often as drawn."""
        return replace(self, times=times)

    @cached_property
    def sizes(self) -> Ints:
        """Return how many labels an item of each pattern has."""
        return np.asarray(self.patterns.sum(axis=1))

    @property
    def items(self) -> int:
        """Return how many items have a label."""
        return int(self.times.sum())

    @property
    def judgements(self) -> int:
        """Return how many labels were given."""
        return int(self.times @ self.sizes)

    @property
    def paired_items(self) -> int:
        """Return how many items have two or more labels: the only ones that agreement can speak
        of.
        """
        return int(self.times[..., self.sizes > 1].sum())

    def need_pairs(self) -> None:
        """Raise Undefined where no item has two labels."""
        if not (self.sizes > 1).any():
            raise Undefined(NO_PAIR)

    @cached_property
    def coincidences(self) -> Floats:
        """Return Krippendorff's matrix (…, labels, labels): ordered pairs of labels of one item.

        An item of m labels adds each of its pairs with weight 1 / (m - 1), and so m in all; one
        with a single label adds nothing.
        """
        paired = self.sizes > 1
        counts = self.patterns[paired].astype(np.float64)
        weights = self.times[..., paired] / (self.sizes[paired] - 1)
        pairs = np.matmul(counts.T * weights[..., None, :], counts)
        with_itself = weights @ counts
        return np.asarray(pairs - with_itself[..., None] * np.eye(len(self.scale.labels)))


def votes_of_patterns(claims: Mapping[tuple[tuple[str, int], ...], int], annotators: int) -> Votes:
    """Return the histogram that was kept: how many claims each pattern is of, as (label, times)
    pairs.
    """
    scale = Scale.of({label for pattern in claims for label, _ in pattern})
    patterns = np.zeros((len(claims), len(scale.labels)), np.int64)
    for row, pattern in enumerate(claims):
        for label, times in pattern:
            patterns[row, scale.code(label)] = times
    return Votes(scale, patterns, np.array(list(claims.values()), np.int64), annotators)


def votes_of(judgements: Judgements) -> Votes:
    """Return the histogram of patterns of these judgements."""
    patterns, times = distinct_rows(judgements.counts)
    return Votes(judgements.scale, patterns, times, len(judgements.annotators))


def clusters_of(judgements: Judgements, claims: Sequence[Hashable]) -> Clusters:
    """Return the claims that hold the items, one name an item, over the patterns of `votes_of`."""
    patterns, _ = distinct_rows(judgements.counts)
    kinds = {tuple(row): place for place, row in enumerate(patterns.tolist())}
    numbers = {claim: number for number, claim in enumerate(dict.fromkeys(claims))}
    held = np.zeros((len(numbers), len(kinds)), np.int64)
    for claim, row in zip(claims, judgements.counts.tolist(), strict=True):
        held[numbers[claim], kinds[tuple(row)]] += 1
    return Clusters(*distinct_rows(held))


def distinct_rows(rows: Ints) -> tuple[Ints, Ints]:
    """Return the different rows, in order, and how often each is there."""
    place, kinds = np.zeros(len(rows), np.int64), 1
    for column in rows.T:
        base = int(column.max(initial=0)) + 1
        if kinds * base >= MOST_KINDS:
            different, place = np.unique(place, return_inverse=True)
            kinds = len(different)
        place, kinds = place * base + column, kinds * base
    _, first, times = np.unique(place, return_index=True, return_counts=True)
    return rows[first], times
