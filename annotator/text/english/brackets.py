"""Brackets: a claim does without them; one with a year is a claim about the name before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from annotator.text.parsing.trees import Part

YEAR = re.compile(r"\b1\d{3}|\b20\d\d")
#: Longest bracket that is a date, in tokens.
LONGEST = 14
#: Small words within a title: "The Keeper of the Gate".
SMALL = words("of the and in on from at to for a an 's & - de")
QUOTES = frozenset(('"', "''", "``", "'"))


def brackets(doc: Doc, allowed: Part) -> Iterator[tuple[int, int]]:
    """Yield where round brackets open and close, both tokens included."""
    opened = -1
    for i in sorted(allowed):
        if doc[i].lower_ == "(":
            opened = i
        elif doc[i].lower_ == ")" and opened >= 0:
            yield opened, i
            opened = -1


def bracketed(doc: Doc, allowed: Part) -> Part:
    """Return the tokens in round brackets, unless nothing stands outside of them."""
    out = frozenset(i for first, last in brackets(doc, allowed) for i in range(first, last + 1))
    return out if len(out) < len(allowed) else frozenset()


def dated(doc: Doc, allowed: Part) -> Iterator[Part]:
    """Yield "Ada Maro (born 1990)": the name and its bracket, where that holds a year; a number
    alone is none: "lost 3 million in 2030 (2029: 2 million)".
    """
    for first, last in brackets(doc, allowed):
        if last - first > LONGEST or not YEAR.search(doc[first + 1 : last].text):
            continue
        name = name_before(doc, first, allowed)
        if any(not doc[i].like_num for i in name):
            yield name | frozenset(range(first, last + 1))


def name_before(doc: Doc, end: int, allowed: Part) -> Part:
    """Return the capitalised words before a token, with the small words between them."""
    start = end
    while start - 1 in allowed and (is_name(doc, start - 1) or is_within(doc, start - 1)):
        start -= 1
    while start < end and not is_name(doc, start):
        start += 1
    return frozenset(range(start, end))


def is_name(doc: Doc, i: int) -> bool:
    """Return True for a word with a capital, a number or a quotation mark."""
    return doc[i].text[:1].isupper() or doc[i].like_num or doc[i].text in QUOTES


def is_within(doc: Doc, i: int) -> bool:
    """Return True for a small word with a capitalised one or another small one before it."""
    small = doc[i].text in SMALL and i > 0
    return small and (doc[i - 1].text[:1].isupper() or doc[i - 1].text in SMALL)
