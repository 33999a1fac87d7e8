"""Relative dates: "yesterday", "on Monday" and "this year", by the day of the document.

Which day that was is told where the document's date is known: here it is only how far away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.extraction import Insertion, RelativeDate, Span
from annotator.text.parsing.trees import tokens_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.extraction import DateUnit
    from annotator.text.parsing.trees import Part

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = words("morning afternoon evening night")
DISTANCE = {"last": -1, "this": 0, "next": 1}
UNITS: dict[str, DateUnit] = {"year": "year", "month": "month"}
SEASONS = words("spring summer autumn fall")
DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
DATED_BY = {*WEEKDAYS, *PARTS, *UNITS, *SEASONS, *DAYS, "tonight"}
#: Behind one of these a year or month needs no "in".
PREPOSITIONS = words(
    "in of from since until till by before after during for throughout over between and to than"
)
#: "The last year", "that same year": how long, or another one.
UNCLEAR = words("the that these those past same every each")
#: A day with a date behind it is dated already.
DATED = re.compile(
    r",?\s*(?:the\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", re.IGNORECASE
)


def find(doc: Doc, base: int, quoted: Part) -> Iterator[Insertion]:
    """Yield the relative dates of a sentence; of a quotation only years, as it may be older."""
    for token in tokens_of(doc):
        word = token.lower_
        if word not in DATED_BY:
            continue
        if word in UNITS or word in SEASONS:
            found = year_or_month(token, is_quoted=token.i in quoted)
        elif token.i in quoted:
            found = None
        elif word in PARTS:
            found = part_of_day(token)
        elif word == "tonight":
            found = (token, token, "on the evening of", RelativeDate("day", 0))
        elif word in DAYS:
            found = day(token)
        else:
            found = weekday(token)
        if found is not None:
            first, last, before, date = found
            yield Insertion(Span(base + first.idx, base + last.idx + len(last)), before, date)


Found = tuple["Token", "Token", str, RelativeDate] | None


def year_or_month(token: Token, *, is_quoted: bool) -> Found:
    """Return "last year", "this month" and "this summer" as a year or month."""
    before = word_at(token, -1)
    unit, distance = UNITS.get(token.lower_), DISTANCE.get(before)
    if distance is None or word_at(token, -2) in UNCLEAR or is_named(token.doc[token.i - 1]):
        return None
    if unit is None and distance:
        return None
    if is_quoted and unit != "year":
        return None
    preposition = "" if word_at(token, -2) in PREPOSITIONS or has_owner(token) else "in"
    if unit is None:
        preposition = f"{preposition} the {token.lower_} of".strip()
    return token.doc[token.i - 1], token, preposition, RelativeDate(unit or "year", distance)


def day(token: Token) -> Found:
    """Return "yesterday", and "today" of what has happened or will."""
    if has_owner(token) or (token.lower_ == "today" and direction(token) is None):
        return None
    if token.dep_ not in ("npadvmod", "advmod", "tmod") or followed_by_part(token):
        return None
    return token, token, "on", RelativeDate("day", DAYS[token.lower_])


def part_of_day(token: Token) -> Found:
    """Return "this morning", "last night", "yesterday evening" and "Monday morning"."""
    if token.i == 0 or has_owner(token):
        return None
    first = token.doc[token.i - 1]
    word = first.lower_
    before = "" if word_at(first, -1) == "on" else "on "
    at = f"{before}the {token.lower_} of"
    if word == "this" and token.lower_ != "night":
        return first, token, at, RelativeDate("day", 0)
    if (word == "last" and token.lower_ == "night") or word == "yesterday":
        return first, token, at, RelativeDate("day", -1)
    if word == "tomorrow":
        return first, token, at, RelativeDate("day", 1)
    way = direction(token)
    if word not in WEEKDAYS or way is None or word_at(first, -1) in (*DISTANCE, *UNCLEAR):
        return None
    return first, token, at, RelativeDate(way, WEEKDAYS.index(word))


def weekday(token: Token) -> Found:
    """Return "on Monday" and a lone "Monday" of what has happened or will."""
    if not token.text[0].isupper() or has_owner(token):
        return None
    alone = not any(child.i < token.i for child in token.children) and not followed_by_part(token)
    way = direction(token)
    dated = DATED.match(token.doc.text, token.idx + len(token))
    after_on = word_at(token, -1) == "on"
    bare = token.dep_ in ("npadvmod", "tmod") and word_at(token, -1) not in PREPOSITIONS
    if not alone or way is None or dated or not (after_on or bare):
        return None
    return token, token, "" if after_on else "on", RelativeDate(way, WEEKDAYS.index(token.lower_))


def direction(token: Token) -> DateUnit | None:
    """Return whether the nearest such day before or after is meant, by the verb it belongs to."""
    verb = token.head
    while verb.dep_ == "prep" or verb.pos_ == "ADP":
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    helpers = {
        child.lower_: child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")
    }
    if helpers.keys() & {"will", "'ll", "’ll", "wo", "shall"}:
        return "weekday_after"
    if "MD" in helpers.values() or "to" in helpers:
        return None
    if verb.tag_ == "VBD" or (
        verb.tag_ in ("VBN", "VBG") and helpers.keys() & {"was", "were", "had"}
    ):
        return "weekday_before"
    return None


def word_at(token: Token, distance: int) -> str:
    """Return the word so far from a token in lower case; empty outside of the sentence."""
    place = token.i + distance
    return str(token.doc[place].lower_) if 0 <= place < len(token.doc) else ""


def has_owner(token: Token) -> bool:
    """Return True for "yesterday" in "yesterday's vote"."""
    return word_at(token, 1) in ("'s", "’s", "'", "’")


def is_named(token: Token) -> bool:
    """Return True for a word within a title: "Last Year in Orlest"."""
    return token.i > 0 and token.text[0].isupper() and token.doc[token.i - 1].is_alpha


def followed_by_part(token: Token) -> bool:
    """Return True for "Monday" in "Monday morning"."""
    return word_at(token, 1) in PARTS
