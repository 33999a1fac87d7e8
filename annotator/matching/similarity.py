"""Similarity of claims by their content words: a share, and hashes by which near claims meet."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from annotator.matching.numbers import numbers
from annotator.matching.words import negated, stems, tokens

if TYPE_CHECKING:
    from decimal import Decimal

#: Claims that share a band are compared: of those with two thirds of their words in common some
#: nine in ten share one, of those with a third some four in ten (1 - (1 - s²)⁴).
BANDS, ROWS = 4, 2


def nearness(one: str, other: str) -> float:
    """Return the share of their content words that two claims have in common, from 0 to 1.

    0 when one says no and the other does not, or when their numbers differ.
    """
    return _shared(one, other) if _said(one) == _said(other) else 0.0


def _shared(one: str, other: str) -> float:
    mine, theirs = content_words(one), content_words(other)
    either = len(mine | theirs)
    return len(mine & theirs) / either if either else 0.0


def bands(text: str) -> tuple[int, ...]:
    """Return BANDS numbers of 63 bits, locality-sensitive hashes of the set of content words.

    The more words two texts share, the likelier they have one of these in common.
    """
    words = content_words(text) or {""}
    least = [min(_hash(seed, word) for word in words) for seed in range(BANDS * ROWS)]
    return tuple(_hash(band, f"{least[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS))


@functools.lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """Return the content words; of a text of small words alone, all of them."""
    return stems(text) or frozenset(token.casefold() for token in tokens(text))


@functools.lru_cache(maxsize=1024)
def _said(text: str) -> tuple[bool, frozenset[Decimal]]:
    """Return True if it says no, and its numbers."""
    return negated(text), frozenset(numbers(text))


def _hash(seed: int, word: str) -> int:
    digest = hashlib.blake2b(word.encode(), digest_size=8, salt=seed.to_bytes(2, "big")).digest()
    return int.from_bytes(digest, "big") >> 1
