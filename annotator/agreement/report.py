"""All figures of a set of judgements, with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from annotator.agreement.bootstrap import with_interval
from annotator.agreement.credit import most_likely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.agreement.judgements import Judgements
    from annotator.agreement.statistic import Figure, Statistic


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the judgements lie over items and annotators.

    `missing` is how many more there would be if everybody had judged everything; `fewest` and
    `most` are labels of an item; `single` counts items with one label, which say nothing about
    agreement; `tied` those on which several labels share the most votes; `used` different labels.
    """

    items: int
    annotators: int
    judgements: int
    missing: int
    fewest: int
    most: int
    single: int
    tied: int
    used: int


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Figures in the order of their statistics, and what they rest on."""

    pattern: Pattern
    figures: tuple[tuple[Statistic[Any], Figure], ...]


def report(
    judgements: Judgements, statistics: Iterable[Statistic[Any]], *, intervals: bool
) -> AgreementReport:
    """Return the figures of these judgements, with their 95 % intervals if they are asked for."""
    return AgreementReport(
        pattern_of(judgements),
        tuple(
            (one, with_interval(one, judgements) if intervals else one.figure(judgements))
            for one in statistics
        ),
    )


def pattern_of(judgements: Judgements) -> Pattern:
    """Return how these judgements lie."""
    counts = judgements.counts
    items, annotators = len(judgements.items), len(judgements.annotators)
    sizes = counts.sum(axis=1)
    return Pattern(
        items=items,
        annotators=annotators,
        judgements=len(judgements.item),
        missing=items * annotators - len(judgements.item),
        fewest=int(sizes.min(initial=len(judgements.item))),
        most=int(sizes.max(initial=0)),
        single=int((sizes == 1).sum()),
        tied=tied_items(judgements),
        used=int(counts.any(axis=0).sum()),
    )


def tied_items(judgements: Judgements) -> int:
    """Return the number of items on which several labels share the most votes."""
    if not judgements.counts.size:
        return 0
    return int((most_likely(judgements.counts.astype(np.float64)).sum(axis=1) > 1).sum())
