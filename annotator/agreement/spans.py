"""How far two people mark the same stretches of a text, in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.labels import Scale
from annotator.agreement.table import Votes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from annotator.agreement.counts import Ints

    #: [start, end) of a text.
    Span = tuple[int, int]

OUTSIDE, MARKED = "outside", "marked"


def character_votes(length: int, marked: Sequence[Collection[Span]]) -> Votes:
    """Return each character of a text as an item that every annotator marked or not; for alpha.

    `marked` holds the spans of each annotator.
    """
    edges = {0, length, *(edge for spans in marked for span in spans for edge in span)}
    cuts = np.array(sorted(edge for edge in edges if 0 <= edge <= length))
    inside = np.zeros(max(0, len(cuts) - 1), np.int64)
    for spans in marked:
        inside += _covered(cuts, spans)
    patterns = np.column_stack([inside, len(marked) - inside])
    return Votes(Scale((MARKED, OUTSIDE), False, False), patterns, np.diff(cuts), len(marked))


def exact_f1(ours: Collection[Span], theirs: Collection[Span]) -> float:
    """Return F1 of spans that are the same from end to end. Raises Undefined where no annotator
    marked any.
    """
    same = len(set(ours) & set(theirs))
    return _f1(same, same, len(set(ours)), len(set(theirs)))


def overlap_f1(ours: Collection[Span], theirs: Collection[Span]) -> float:
    """Return F1 of spans that share a character with one of the other's. Raises as exact_f1
    does.
    """
    return _f1(
        sum(_meets(span, theirs) for span in set(ours)),
        sum(_meets(span, ours) for span in set(theirs)),
        len(set(ours)),
        len(set(theirs)),
    )


def _f1(met_ours: int, met_theirs: int, ours: int, theirs: int) -> float:
    """Return the harmonic mean of both shares that are met."""
    if not ours + theirs:
        raise Undefined("no annotator marked anything")
    if not met_ours:
        return 0.0
    return 2 / (ours / met_ours + theirs / met_theirs)


def _meets(span: Span, others: Collection[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _covered(cuts: Ints, spans: Collection[Span]) -> Ints:
    """Return which stretches between the cuts lie within a span: 1 or 0."""
    covered = np.zeros(max(0, len(cuts) - 1), np.int64)
    for start, end in spans:
        covered[(cuts[:-1] >= start) & (cuts[1:] <= end)] = 1
    return covered
