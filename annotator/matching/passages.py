"""Texts that share words: sentences told again, a quote that has drifted from its page."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

from annotator.evidence import quotes
from annotator.matching.words import tokens

if TYPE_CHECKING:
    from annotator.records import EvidenceInput

#: So many words in a row are seldom written twice by chance.
SHINGLE = 8
#: The share of the shorter text's shingles from which on it tells the other again.
SAME = 0.3


@functools.lru_cache(maxsize=64)
def shingles(text: str) -> frozenset[int]:
    """Return the runs of SHINGLE words of a text; a shorter text has none."""
    found = [token.casefold() for token in tokens(text)]
    return frozenset(
        hash(tuple(found[start : start + SHINGLE])) for start in range(len(found) - SHINGLE + 1)
    )


def told_again(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return True if one of two texts, by their shingles, is told again in the other."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= SAME * shorter


def places(text: str, link: EvidenceInput) -> list[quotes.Span]:
    """Return where the passage of a link stands in a text."""
    start, end = (link.anchor.start, link.anchor.end) if link.anchor else (None, None)
    return quotes.places(text, link.quote, start, end)


def nearest(quote: str, text: str) -> str:
    """Return the stretch of a text, as long as the quote, that has most of the quote's words.

    Empty when it has no such word. Linear: the window moves on word by word.
    """
    wanted = Counter(token.casefold() for token in tokens(quote))
    words = list(re.finditer(r"\S+", text))
    width = min(len(quote.split()), len(words))
    if not width or not wanted:
        return ""
    keys = [next(iter(tokens(word[0])), "").casefold() for word in words]
    window: Counter[str] = Counter()
    best, best_end, shared = 0, 0, 0
    for end, key in enumerate(keys):
        shared += window[key] < wanted[key]
        window[key] += 1
        if end >= width:
            left = keys[end - width]
            window[left] -= 1
            shared -= window[left] < wanted[left]
        if shared > best:
            best, best_end = shared, end
    return text[words[max(0, best_end - width + 1)].start() : words[best_end].end()] if best else ""
