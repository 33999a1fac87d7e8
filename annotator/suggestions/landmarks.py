"""Names and dates in a sentence, by how they are written: marks for the eye, no more."""

from __future__ import annotations

import re

import regex

from annotator.text.clusters import end_of, start_of
from annotator.text.extraction import Span
from annotator.text.segments import abbreviations as abbr
from annotator.word_lists import words

#: Where a capital within a sentence is a name's.
CAPITALS_ARE_NAMES = ("en", "fr")
_PARTICLES = words("of the de du des la le van von der den al el bin ibn")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:lun|mar|mercre|jeu|vendre|same)di)"
_NUMBER, _YEAR = r"\d{1,2}(?:st|nd|rd|th|er)?", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b(?:{_YEAR}-\d\d-\d\d"
    rf"|(?:{_DAY},? )?(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER})(?:,? {_YEAR})?"
    rf"|{_MONTH},? {_YEAR}|{_DAY}"
    rf"|(?:(?<=\b[IiEe]n )|(?<=\b[Ss]ince )|(?<=\b[Dd]epuis ))(?:{_YEAR}|{_MONTH})"
    r")(?!\w)"
)
#: `regex` counts a combining accent as part of its word, `re` does not.
_WORD = regex.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")
#: A word is two signs: whether one blank stands before it, and whether it is a name's.
_NAME = re.compile(r"[ /]N(?:(?: p){0,2} N)*")
#: No sentence is longer; in one that is, nothing behind is marked.
MOST_CHARACTERS = 2000


def dates(sentence: str) -> list[Span]:
    """Return days, months and years, as far as they are written out."""
    return [
        _whole(sentence, *found.span()) for found in _DATE.finditer(sentence, 0, MOST_CHARACTERS)
    ]


def names(sentence: str, language: str) -> list[Span]:
    """Return runs of capitalised words, but for dates, and for a single word that begins the
    sentence.

    None in a language that has capitals for more than names, or is not known to have none.
    """
    if language not in CAPITALS_ARE_NAMES:
        return []
    found = list(_WORD.finditer(sentence, 0, MOST_CHARACTERS))
    signs = "".join(_signs(sentence, found, number) for number in range(len(found)))
    runs = [(run.start() // 2, run.end() // 2 - 1) for run in _NAME.finditer(signs)]
    # A run whose last word is the sentence's first is that word alone: it may be any.
    spans = [
        _whole(sentence, found[first].start(), found[last].end()) for first, last in runs if last
    ]
    taken = dates(sentence)
    return [span for span in spans if not any(_overlap(span, date) for date in taken)]


def _signs(sentence: str, found: list[re.Match[str]], number: int) -> str:
    word = found[number].group()
    before = sentence[found[number - 1].end() : found[number].start()] if number else ""
    opens = number == 0 and word.lower() in abbr.OPENERS
    of_a_name = word[0].isupper() and word != "I" and not opens
    kind = "N" if of_a_name else "p" if word in _PARTICLES else "x"
    return (" " if before == " " else "/") + kind


def _whole(sentence: str, start: int, end: int) -> Span:
    return Span(start_of(sentence, start), end_of(sentence, end))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
