"""Numbers in a text, however they are written: "4,000", "4.000", "four thousand"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELT = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
#: All words that are numbers or parts of them.
WORDS = frozenset({*_SPELT, *_SCALES})
# Bounded: a longer run of digits is no number that anybody counts with.
_TOKEN = re.compile(r"\d[\d.,]{0,24}\d|\d|[^\W\d_]+|[^\w\s-]")
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
#: A day, a month with its day, a year: numbers that say when and not how much.
DATE = re.compile(
    rf"\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b\.?(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\b\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?|\d{{4}}\b)"
    r"|\b(?:1[5-9]|20|21)\d{2}\b(?![.,]?\d)",
    re.IGNORECASE,
)


def numbers(text: str) -> list[Decimal]:
    """Return the numbers of a text in their order; a lone "one" is none, since it mostly is a
    pronoun.
    """
    runs: list[list[str]] = [[]]
    for word in _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word[0].isdecimal():
            runs.append([word])
        elif word in WORDS:
            runs[-1].append(word)
        elif word != "and" or not runs[-1] or runs[-1][-1] not in _SCALES:
            runs.append([])
    return [_value(run) for run in runs if run and run != ["one"]]


def quantities(text: str) -> list[Decimal]:
    """Return the numbers of a text that are no dates."""
    return numbers(DATE.sub(" ; ", text))


def written(number: Decimal) -> str:
    """Return a number as a message has it: "1,900,000", "4.2"."""
    return f"{number.normalize():,f}"


def _value(run: list[str]) -> Decimal:
    """Return what the words of one number come to: "4.2 million", "two hundred and six"."""
    total, part = Decimal(0), Decimal(0)
    for token in run:
        if token in _SCALES:
            part = (part or Decimal(1)) * _SCALES[token]
            if _SCALES[token] >= _SCALES["thousand"]:
                total, part = total + part, Decimal(0)
        else:
            part += _SPELT[token] if token in _SPELT else _written(token)
    return total + part


def _written(digits: str) -> Decimal:
    """Return digits with marks between groups of three, or before a fraction."""
    if _GROUPS.fullmatch(digits):
        return Decimal(re.sub(r"\D", "", digits))
    whole, mark, fraction = digits.replace(",", ".").rpartition(".")
    return Decimal(whole.replace(".", "") + mark + fraction)
