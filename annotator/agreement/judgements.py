"""Who gave which item which label: the judgements that every figure is counted from, as codes."""

from __future__ import annotations

import hashlib
import itertools
from array import array
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import MOST_CELLS
from annotator.agreement.labels import Scale, same
from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from annotator.agreement.counts import Ints

NO_GOLD = -1


@dataclass(frozen=True, eq=False)
class Judgements:
    """One entry a judgement in `item`, `annotator` and `label`: places in the three lists of names.

    `gold` has a label's place for each item; NO_GOLD where there is none, len(labels) where no
    annotator gave the label. `replicates` holds repeats of an annotator on an item as well, where
    they are meant to be there; this one never does.
    """

    scale: Scale
    items: Sequence[Hashable]
    annotators: Sequence[Hashable]
    item: NDArray[np.int32]
    annotator: NDArray[np.int32]
    label: NDArray[np.int32]
    gold: NDArray[np.int32] | None = None
    replicates: Judgements | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the names of the labels, in their order."""
        return self.scale.labels

    @cached_property
    def sha256(self) -> str:
        """Return the hash of who gave which item which label, in their order."""
        names = (self.items, self.annotators, self.labels)
        digest = hashlib.sha256("\n".join(map(str, itertools.chain(*names))).encode())
        for codes in (self.item, self.annotator, self.label):
            digest.update(codes.astype("<i4").tobytes())
        return digest.hexdigest()

    @cached_property
    def counts(self) -> Ints:
        """Return how many annotators gave each label to each item: (items, labels)."""
        cells = len(self.items) * len(self.labels)
        if max(cells, len(self.labels) ** 2) > MOST_CELLS:
            raise BadInput(
                f"{len(self.labels):,} different labels on {len(self.items):,} items are too many"
                " to be counted. Is it the right column?"
            )
        place = self.item.astype(np.int64) * len(self.labels) + self.label
        return np.bincount(place, minlength=cells).reshape(len(self.items), len(self.labels))

    @cached_property
    def latest(self) -> Judgements:
        """Return the judgements without repeats: of several labels by one annotator for an item
        the last counts.
        """
        if not len(self.item):
            return self
        _, back = np.unique(self._pairs[::-1], return_index=True)
        if len(back) == len(self.item):
            return self
        kept = np.sort(len(self.item) - 1 - back)
        return replace(
            self, item=self.item[kept], annotator=self.annotator[kept], label=self.label[kept]
        )

    @cached_property
    def contradicted(self) -> int:
        """Return how many judgements the same annotator contradicted on the same item: those with
        another label than the last one.
        """
        latest = self.latest
        if latest is self:
            return 0
        order = np.argsort(latest._pairs)  # noqa: SLF001 - of this class
        place = order[np.searchsorted(latest._pairs, self._pairs, sorter=order)]  # noqa: SLF001
        return int(np.count_nonzero(latest.label[place] != self.label))

    @property
    def _pairs(self) -> NDArray[np.int64]:
        """Return a number for each judgement that is the same for the same annotator and item."""
        return self.item.astype(np.int64) * len(self.annotators) + self.annotator

    @property
    def repeated(self) -> Judgements:
        """Return these with their replicates, where there are any."""
        return self.replicates or self

    def with_replicates(self) -> Judgements:
        """Return the latest judgements, with all of them beside for what reads repeats."""
        return replace(self.latest, replicates=self)


class Coding:
    """Judgements, added one by one, in 12 bytes each.

    `order`, where it is given, lists all labels that there may be, from low to high.
    """

    def __init__(self, order: Sequence[str] = ()) -> None:
        self._order = order
        self._listed = Scale.of((), order) if order else None
        self._items: dict[Hashable, int] = {}
        self._annotators: dict[Hashable, int] = {}
        self._labels: dict[str, int] = {}
        self._rows = (array("i"), array("i"), array("i"))
        self._gold: dict[Hashable, str] = {}

    def __len__(self) -> int:
        return len(self._rows[0])

    def add(self, item: Hashable, annotator: Hashable, label: str) -> None:
        """One judgement; an empty label is a judgement that is missing, or an empty set.

        Raises BadInput for a label that is not listed.
        """
        if label not in self._labels and self._listed is not None:
            self._listed.need(label)
        items, annotators, labels = self._rows
        items.append(self._items.setdefault(item, len(self._items)))
        annotators.append(self._annotators.setdefault(annotator, len(self._annotators)))
        labels.append(self._labels.setdefault(label, len(self._labels)))

    def know(self, item: Hashable, gold: str) -> None:
        """Note the right label of an item. Raises BadInput where another was noted before."""
        known = self._gold.setdefault(item, gold)
        if known != gold and not same(known, gold):
            raise BadInput(
                f"item “{item}” has the gold label “{gold}” here and “{known}” before; keep one"
            )

    def judgements(self) -> Judgements:
        """Return all of them, repeats as well."""
        item, annotator, given = (np.array(row, np.int32) for row in self._rows)
        scale = Scale.of(self._labels, self._order)
        code = np.array([scale.code(label) for label in self._labels], np.int32)
        label = code[given] if len(given) else given
        kept = label >= 0
        item, items = _renumbered(item[kept], self._items)
        annotator, annotators = _renumbered(annotator[kept], self._annotators)
        gold = [self._right(scale, name) for name in items] if self._gold else None
        return Judgements(
            scale,
            items,
            annotators,
            item,
            annotator,
            label[kept],
            None if gold is None else np.array(gold, np.int32),
        )

    def _right(self, scale: Scale, item: Hashable) -> int:
        gold = self._gold.get(item)
        return NO_GOLD if gold is None else scale.code(gold, unknown=len(scale.labels))


def coded(judgements: Iterable[tuple[Hashable, Hashable, str]]) -> Judgements:
    """Return judgements of (item, annotator, label); of two labels by one annotator the last
    counts.
    """
    coding = Coding()
    for item, annotator, label in judgements:
        coding.add(item, annotator, label)
    return coding.judgements().latest


def _renumbered(
    codes: NDArray[np.int32], names: dict[Hashable, int]
) -> tuple[NDArray[np.int32], Sequence[Hashable]]:
    """Return the codes without gaps, and the names of those that are there."""
    there = np.bincount(codes, minlength=len(names)) > 0
    if there.all():
        return codes, tuple(names)
    places = (np.cumsum(there) - 1).astype(np.int32)
    return places[codes], tuple(name for name, code in names.items() if there[code])
