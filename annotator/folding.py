"""Texts as they are searched: words without case and accents, in any script; and queries.

A text is folded when it is written and a query when it is asked, so both databases compare the same
words and need no rules of their own. Scripts without blanks between words are cut into characters;
a run of them in a query is then a phrase.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

#: A longer word is cut, in texts and in queries: PostgreSQL takes none above 2,046 bytes.
LONGEST_WORD = 100
MOST_CHARACTERS, MOST_TERMS = 200, 20

# Accents and points of Latin, Greek, Cyrillic, Hebrew, Arabic. Signs of other scripts are vowels.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u0640]"
)
# Letters with an accent that Unicode takes for letters of their own.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = (
    "\u0e01-\u0e2e\u0e30-\u0e46\u0e81-\u0ec6\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?(\*?)|(\S+)")


class Term(NamedTuple):
    """Words that follow one another; with `prefix`, the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


class PlacedWord(NamedTuple):
    """A folded word, and where it stands in the text as it was written."""

    word: str
    start: int
    end: int


def folded(text: str) -> str:
    """Return the words of a text as they are searched, with a blank between them."""
    if text.isascii():
        return " ".join(word[:LONGEST_WORD] for word in _ASCII_WORD.findall(text.lower()))
    return " ".join(word[:LONGEST_WORD] for word in _word().findall(_plain(text)))


def placed_words(text: str, start: int, end: int) -> list[PlacedWord]:
    """Return the folded words of a stretch of a text with their places."""
    return [
        PlacedWord(word, found.start(), found.end())
        for found in _word().finditer(text, start, end)
        for word in folded(found[0]).split()
    ]


def terms(written: str) -> tuple[Term, ...]:
    """Return what a query looks for: all of its words, “phrases”, and prefixes with a star."""
    found = []
    for phrase, star, word in _QUOTED.findall(written[:MOST_CHARACTERS]):
        words = tuple(folded(phrase or word).split())
        if words:
            found.append(Term(words, prefix=bool(star) or word.endswith("*")))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def _plain(text: str) -> str:
    """Return a text without case and accents, its characters composed."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", apart)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


@functools.cache
def _word() -> re.Pattern[str]:
    """Return what finds a word: letters and digits with the signs on them, or one character of a
    script without blanks.
    """
    marks = _marks()
    return re.compile(
        rf"[{_UNSPACED}](?:(?![{_UNSPACED}])[{marks}])*"
        rf"|(?:(?![{_UNSPACED}])[^\W_]|(?![{_UNSPACED}])[{marks}])+"
    )


def _marks() -> str:
    """Return the signs that stand on letters, which Python does not take for parts of a word."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
