"""Dates as files write them: numbers in any common order, months in words, times behind them."""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from babel import Locale

from annotator import dates
from annotator.dates import PartialDate
from annotator.errors import BadInput
from annotator.language import _
from annotator.terms import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Whose names of months are read; a name that is two months in two of them is not.
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "is", "et", "lv", "lt"),
    *("pl", "cs", "sk", "hu", "ro", "bg", "sl", "hr", "sr", "el", "tr", "az", "ru", "uk", "ca"),
)
_TIME = r"(?:[T ,]+(?:(?:at|um|à|alle|kl\.?|v) )?\d{1,2}[:.h]\d{2}.{0,40}|T)?"
_SEPARATOR = r"[-/. ]{1,2}"
_YEAR_FIRST = re.compile(rf"(\d{{4}})({_SEPARATOR})(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})({_SEPARATOR})(\d{{1,2}})\2(\d{{4}}){_TIME}")
_PACKED = re.compile(r"((?:1[5-9]|20)\d{2})(\d{2})(\d{2})")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])")
_EASTERN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?")
# A word may stand before: the day of the week, “published”.
_LEAD = r"(?:[^\W\d]+\.?,? ){0,2}?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_MONTH = r"([^\W\d]+)\.?"
_OF = r"(?:de |of |d')?"
_DAY_MONTH = re.compile(rf"{_LEAD}{_DAY}[ -]{_OF}{_MONTH}[ ,-]+{_OF}(\d{{4}})(?: ?г\.)?{_TIME}")
_MONTH_DAY = re.compile(rf"{_LEAD}{_MONTH} {_DAY},? (\d{{4}}){_TIME}")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})[. -]+{_MONTH}[ -]+{_DAY}{_TIME}")
_MONTH_YEAR = re.compile(rf"{_MONTH},?[ -]{_OF}(\d{{4}})")
_TWO_DIGITS = re.compile(rf"\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{2}}")
_NUMBER = re.compile(r"[34]\d{4}(?:\.\d+)?")
_NONE = frozenset(
    (
        *("n.d.", "nd", "n/a", "na", "n.a.", "none", "null", "nan", "nat", "unknown", "undated"),
        *("-", "–", "—", "?", "o.d.", "o.j.", "s.d.", "б/д"),
    )
)


class DateOrderUnknown(BadInput):
    """The date has two readings: only a person can tell if the day or the month comes first."""

    def __init__(self, written: str, day_first: PartialDate, month_first: PartialDate) -> None:
        super().__init__(
            _(
                "“%(written)s” is %(one)s or %(other)s. Choose whether day or month comes first.",
                written=written[:40],
                one=day_first,
                other=month_first,
            ),
            "date",
        )
        self.written, self.readings = written, (day_first, month_first)


def read(written: str | None, day_first: bool | None = None) -> PartialDate | None:
    """Return the date; None for nothing, or for a word that means no date.

    Raises BadInput for anything else, and DateOrderUnknown where `day_first` would tell.
    """
    line = " ".join(_plain_digits(written or "").split())
    if line.lower() in _NONE:
        return None
    for found in _readings(line, day_first):
        return found
    if _NUMBER.fullmatch(line):
        raise BadInput(_serial(line), "date")
    if _TWO_DIGITS.fullmatch(line):
        raise BadInput(
            _("“%(value)s” has a year of two digits. Write it as 2025-12-06.", value=line), "date"
        )
    return dates.parse(line)


def order_of(written: str) -> bool | None:
    """Return True if a date can only have its day first, False for its month; None for others."""
    match = _YEAR_LAST.fullmatch(" ".join(_plain_digits(written).split()))
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    return None if (first > 12) == (second > 12) else first > 12


def _readings(line: str, day_first: bool | None) -> Iterator[PartialDate]:
    for form in (_YEAR_FIRST, _PACKED, _EASTERN):
        if match := form.fullmatch(line):
            numbers = [int(part) for part in match.groups() if part and part.strip("-/. ")]
            yield _dated(line, *numbers)
    if match := _YEAR_LAST.fullmatch(line):
        yield _ordered(line, int(match[1]), int(match[3]), int(match[4]), day_first)
    if match := _WEEK.fullmatch(line):
        yield _of_week(line, *map(int, match.groups()))
    yield from _in_words(line)


def _in_words(line: str) -> Iterator[PartialDate]:
    for form, order in ((_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy"), (_YEAR_MONTH_DAY, "ymd")):
        match = form.fullmatch(line)
        parts = dict(zip(order, match.groups(), strict=True)) if match else {}
        if parts and (month := months().get(_folded(parts["m"]))):
            yield _dated(line, int(parts["y"]), month, int(parts["d"]))
    match = _MONTH_YEAR.fullmatch(line)
    if match and (month := months().get(_folded(match[1]))):
        yield _dated(line, int(match[2]), month)


def _ordered(line: str, first: int, second: int, year: int, day_first: bool | None) -> PartialDate:
    if first > 12 >= second:
        return _dated(line, year, second, first)
    if second > 12 >= first or first == second:
        return _dated(line, year, first, second)
    by_day, by_month = _dated(line, year, second, first), _dated(line, year, first, second)
    if day_first is None:
        raise DateOrderUnknown(line, by_day, by_month)
    return by_day if day_first else by_month


def _dated(line: str, year: int, month: int, day: int | None = None) -> PartialDate:
    precision = Precision.MONTH if day is None else Precision.DAY
    try:
        return PartialDate(datetime(year, month, day or 1, tzinfo=UTC), precision)
    except ValueError:
        raise BadInput(
            _(
                "“%(value)s” is a day that no calendar has. Write it as 2025-12-06.",
                value=line[:40],
            ),
            "date",
        ) from None


def _of_week(line: str, year: int, week: int, day: int) -> PartialDate:
    try:
        found = date.fromisocalendar(year, week, day)
    except ValueError:
        return _dated(line, year, 13)
    return _dated(line, found.year, found.month, found.day)


def _serial(line: str) -> str:
    """Return the reason against the number of a day, as spreadsheets store dates."""
    found = date(1899, 12, 30) + timedelta(days=int(float(line)))
    return _(
        "“%(value)s” is no date. In a spreadsheet it is the number of a day: write %(date)s.",
        value=line,
        date=found.isoformat(),
    )


@functools.cache
def months() -> dict[str, int]:
    """Return the months by their names and short names in LANGUAGES."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        forms = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in forms[context][width].items():
                    found.setdefault(_folded(name), set()).add(month)
    found.setdefault("sept", set()).add(9)
    return {name: min(one) for name, one in found.items() if len(one) == 1 and not name.isdecimal()}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold().rstrip("."))


def _plain_digits(text: str) -> str:
    """Return the text with the digits of all scripts as 0 to 9."""
    return "".join(
        str(unicodedata.digit(one)) if one.isdecimal() and not one.isascii() else one
        for one in text
    )
