"""Who gave what: the votes that every statistic reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Pattern = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """Labels of items by annotators, as a histogram of patterns.

    A pattern says how many annotators of one item gave each label; a million judgements have a few
    hundred patterns, and percent and alpha need nothing else. `items` counts items with at least
    one label, `annotators` different people, `judgements` labels.
    """

    patterns: dict[Pattern, int]
    items: int
    annotators: int
    judgements: int

    @property
    def paired_items(self) -> int:
        """How many items have two or more labels: the only ones that agreement can speak of."""
        return sum(n for pattern, n in self.patterns.items() if labels_in(pattern) > 1)


def labels_in(pattern: Pattern) -> int:
    """How many labels an item of this pattern has."""
    return sum(count for _, count in pattern)


def votes(judgements: Iterable[tuple[Hashable, Hashable, str]]) -> Votes:
    """Votes from (item, annotator, label); of two labels by one annotator the last counts."""
    latest = {(item, annotator): label for item, annotator, label in judgements}
    by_item: dict[Hashable, Counter[str]] = {}
    for (item, _), label in latest.items():
        by_item.setdefault(item, Counter())[label] += 1
    patterns = Counter(tuple(sorted(labels.items())) for labels in by_item.values())
    return Votes(
        patterns=dict(patterns),
        items=len(by_item),
        annotators=len({annotator for _, annotator in latest}),
        judgements=len(latest),
    )
