"""Count patterns as single numbers, which a database can add up and keep a histogram of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.table import Votes

if TYPE_CHECKING:
    from annotator.agreement.counts import Ints
    from annotator.agreement.labels import Scale

#: Bits for the count of one label: up to 63 annotators of an item.
BITS = 6
#: So many labels fit into the 63 bits that both databases have for a positive number.
MOST_LABELS = 63 // BITS


def weight(place: int) -> int:
    """Return what one vote for the label at this place adds to its item's pattern."""
    return 1 << BITS * place


def unpacked(patterns: Ints, times: Ints, scale: Scale, annotators: int) -> Votes:
    """Return the votes of packed patterns, (patterns,), and of how many items each is the
    pattern.
    """
    places = np.arange(len(scale.labels)) * BITS
    return Votes(scale, patterns[:, None] >> places & (1 << BITS) - 1, times, annotators)
