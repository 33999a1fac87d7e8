"""BM25: how well passages answer to the words of a claim.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, Foundations and
Trends in Information Retrieval 3(4), 2009. The one is added within the logarithm so that a word
which most passages have weighs little, and never less than nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: How soon more of the same word counts for little, and how far a long passage is held back.
K1, B = 1.2, 0.75


def scores(wanted: Collection[str], passages: Sequence[Sequence[str]]) -> list[float]:
    """Return the score of each passage, given as its words, against the wanted ones; 0 for no such
    word.

    What is rare is counted over these passages alone.
    """
    words = set(wanted)
    counts = [Counter(word for word in passage if word in words) for passage in passages]
    having = Counter(word for count in counts for word in count)
    weights = {word: weight(len(passages), found) for word, found in having.items()}
    mean = sum(map(len, passages)) / len(passages) if passages else 0.0
    return [
        sum(weights[word] * _saturated(times, len(passage) / mean) for word, times in count.items())
        for count, passage in zip(counts, passages, strict=True)
    ]


def weight(total: int, having: int) -> float:
    """Return what a word is worth that `having` of `total` texts have."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _saturated(times: int, length: float) -> float:
    """Return how much a word counts that stands `times` in a text; its length is in mean
    lengths.
    """
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length))
