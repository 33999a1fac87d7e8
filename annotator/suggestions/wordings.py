"""Wordings: the words of a claim with names and dates, so that it stands without its document.

The extraction tells who is meant and how far a day is from the document's date. That date is read
here, so a corrected date corrects the wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from annotator.terms import DateUnit, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from annotator.dates import PartialDate

_BLANKS = re.compile(r"\s+")
#: In English, since only English texts have relative dates.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class FoundInsertion:
    """Words in place of `text[start:end]`: a name, or what stands before a date.

    `number` counts `unit` from the document's date, or is the weekday (0 is Monday).
    """

    start: int
    end: int
    words: str
    unit: DateUnit | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class WordingPart:
    """Words of a wording: those of the source, or `inserted` ones."""

    text: str
    inserted: bool = False


def suggested(
    text: str,
    spans: Sequence[tuple[int, int]],
    insertions: Sequence[FoundInsertion],
    published: PartialDate | None,
) -> tuple[WordingPart, ...]:
    """Return the words of the spans with all insertions whose date is known; empty without any."""
    known = [(one, words) for one in insertions if (words := _inserted(one, published)) is not None]
    parts: list[WordingPart] = []
    for start, end in spans if known else ():
        at = start
        for one, words in known:
            if start <= one.start and one.end <= end:
                parts += [WordingPart(text[at : one.start]), WordingPart(words, inserted=True)]
                at = one.end
        parts.append(WordingPart(text[at:end] + " "))
    return _one_line(_merged(parts))


def words_of(parts: Sequence[WordingPart]) -> str:
    """Return a wording as one line of text."""
    return "".join(part.text for part in parts)


def _merged(parts: Sequence[WordingPart]) -> list[WordingPart]:
    """Return the parts that say something; neighbours of one kind are one."""
    kept: list[WordingPart] = []
    for part in parts:
        if kept and kept[-1].inserted == part.inserted:
            kept[-1] = WordingPart(kept[-1].text + part.text, part.inserted)
        elif part.text:
            kept.append(part)
    return kept


def _one_line(parts: Sequence[WordingPart]) -> tuple[WordingPart, ...]:
    """Return the parts with single blanks between words, and none at the ends."""
    lines = [_BLANKS.sub(" ", part.text) for part in parts]
    if lines:
        lines[0], lines[-1] = lines[0].lstrip(), lines[-1].rstrip()
    return tuple(
        WordingPart(line, part.inserted) for line, part in zip(lines, parts, strict=True) if line
    )


def _inserted(one: FoundInsertion, published: PartialDate | None) -> str | None:
    if one.unit is None:
        return one.words
    date = _date(one.unit, one.number, published) if published else None
    return None if date is None else f"{one.words} {date}".strip()


def _date(unit: DateUnit, number: int, published: PartialDate) -> str | None:
    """Return a date so far from that of the document; None if that is not known well enough."""
    day = published.at
    try:
        if unit is DateUnit.YEAR:
            return str(day.year + number)
        if published.precision is Precision.YEAR:
            return None
        if unit is DateUnit.MONTH:
            months = day.year * 12 + day.month - 1 + number
            return f"{MONTHS[months % 12]} {months // 12}"
        if published.precision is Precision.MONTH:
            return None
        day += timedelta(days=_days(unit, number, day))
    except OverflowError:
        return None
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(unit: DateUnit, number: int, day: datetime) -> int:
    """Return how many days after `day` the date is; of weekdays, the day itself is the nearest
    before.
    """
    if unit is DateUnit.WEEKDAY_BEFORE:
        return -((day.weekday() - number) % 7)
    if unit is DateUnit.WEEKDAY_AFTER:
        return (number - day.weekday() - 1) % 7 + 1
    return number
