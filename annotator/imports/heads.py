"""Heads of texts: lines of `field: value` that state fields, and lines that let them be guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports import written_dates
from annotator.imports.fields import NAMES, FieldReader
from annotator.imports.incoming import guessed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

    #: A field by the name that files have for it, its value, and where it was found.
    Guess = tuple[str, str | None, GuessOrigin]

_KNOWN = {name for field, names in NAMES.items() for name in (field, *names)} - {"text"}
_KEY = re.compile(r"[^\W\d][\w .-]{0,29}")
#: Lines that are looked at, and characters: of each, of a title, and of a line of the story.
_LINES, _LENGTH, _LONGEST_TITLE, _STORY = 8, 400, 160, 80
_WORD = r"[^\W\d]+"
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?"
    rf"{_WORD}\.?,? (?:de )?\d{{4}}|{_WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
)
_BEGINS = re.compile(
    rf"(?:date|dated|published|datum|fecha)(?: on)?[: ]\s*({_DATE})\b", re.IGNORECASE
)
# “Baku, 19 April 2023 (TDI):”, “ORLEST, March 14, 2026 (Harbour News) -”, “Orlest (hn) –”.
_AGENCY = r"\(([^\W\d_][\w .&/'-]{1,39})\)"
_DATELINE = re.compile(
    rf"([^\W\d_][\w .,'’/-]{{1,60}}?)(?:[,:]? ({_DATE}))?(?:,? ?{_AGENCY})?"
    r" ?(?:[:–—-]|\.[–—-])(?:\s|$)"
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|автор:?|author:?|written by)\s+((?:[^\W\d_][\w.'’-]*[ ,&]*){1,8})",
    re.IGNORECASE,
)
_SAYS_DATE = re.compile(
    r"(?:(?:first )?published|posted|updated|last updated|date|datum)(?: on)?:?\s+", re.IGNORECASE
)
#: Within names of places.
_SMALL = frozenset(("of", "de", "la", "del", "am", "upon", "sur", "den", "bei", "and"))
_PARTS = re.compile(r"\s+[|·•–—]\s+")
_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?![0-9])")


class Head(NamedTuple):
    """The fields that a text states at its top, and the text after them."""

    fields: Mapping[str, str]
    text: str


def split(text: str) -> Head:
    """Return a text without the lines of its head that name a field.

    Each line before the first blank one has the form of a field; others stay in the text. One line
    of any other kind and it is a text that begins with a colon, not a head.
    """
    fields: dict[str, str] = {}
    others: list[str] = []
    position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        if not line.strip():
            rest = "".join(others) + (line if others else "") + text[position:]
            return Head(fields, rest) if fields else Head({}, text)
        key, colon, value = line.partition(":")
        name = key.strip().lower()
        if not colon or not _KEY.fullmatch(name):
            break
        if name in _KNOWN:
            fields[name] = value.strip()
        else:
            others.append(line)
    return Head({}, text)


def stated(
    name: str, text: str, fields: Mapping[str, str], answers: Answers, found: Iterable[Guess] = ()
) -> Iterator[Read]:
    """Yield the one text of a file with its fields and guesses, and the questions about it."""
    reader = FieldReader(name, answers, of_many=False)
    guesses = guessed([*found, *guesses_of(name, text)])
    yield reader.text(name, {"text": text, **fields}, guesses)
    yield from reader.questions()


def guesses_of(name: str, text: str) -> Iterator[Guess]:
    """Yield what the first lines and the file's name seem to say, the likeliest first."""
    lines = [line[:_LENGTH].strip() for line in text[: _LINES * _LENGTH].split("\n")]
    lines = [line for line in lines if line][:_LINES]
    if lines and (title := _title(lines)):
        yield "title", title, GuessOrigin.FIRST_LINES
    for line in lines:
        yield from _line(line)
        # Below the first line of the story, names and dates are those of the story.
        if len(line) > _STORY:
            break
    if match := _IN_NAME.search(name.replace("\\", "/").rsplit("/", 1)[-1]):
        yield "date", _date(f"{match[1]}-{match[3]}-{match[4]}"), GuessOrigin.FILE_NAME


def _line(line: str) -> Iterator[Guess]:
    if match := _BEGINS.match(line):
        yield "date", _date(match[1]), GuessOrigin.FIRST_LINES
        line = line[match.end() :].strip()
    match = _DATELINE.match(line)
    if match and (match[2] or match[3]) and _is_place(match[1]):
        yield "date", _date(match[2]), GuessOrigin.DATELINE
        yield "outlet", match[3], GuessOrigin.DATELINE
    parts = _PARTS.split(line) if len(line) <= _LONGEST_TITLE else []
    kinds = [_part(part) for part in parts]
    for part, kind in zip(parts, kinds, strict=True):
        if kind is not None:
            yield (*kind, GuessOrigin.FIRST_LINES)
        elif len(parts) > 1 and any(kinds) and len(part) <= 60:
            yield "outlet", part, GuessOrigin.FIRST_LINES


def _is_place(words: str) -> bool:
    """Return True if each word begins with a capital letter, or in a script without them."""
    return not any(word[0].islower() and word not in _SMALL for word in words.split())


def _part(part: str) -> tuple[str, str] | None:
    """Return the field that a short line is, or one of its parts."""
    match = _BYLINE.fullmatch(part)
    if match and match[1][0].isupper():
        return "author", match[1].strip(" ,")
    written = _SAYS_DATE.sub("", part, count=1)
    if any(character.isdigit() for character in written) and len(written) <= 60:
        found = _date(written)
        return ("date", found) if found else None
    return None


def _title(lines: list[str]) -> str | None:
    """Return the first line if it has the form of a title, with a text after it."""
    first, *rest = lines
    if not rest or len(first) > _LONGEST_TITLE or len(first.split()) < 2:
        return None
    is_other = _part(first) or _BEGINS.match(first) or _DATELINE.match(f"{first} ")
    if is_other or first.endswith((".", ",", ";", ":", "…", "。", "।")):
        return None
    return first if max(map(len, rest)) >= len(first) / 2 else None


def _date(written: str | None) -> str | None:
    try:
        found = written_dates.read(written)
    except BadInput:
        return None
    return str(found) if found else None
