"""JSON: an object a line, a list of objects, or objects one after the other; each is a text."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from annotator.imports.decoding import decoded
from annotator.imports.fields import ROWS_SHOWN, FieldReader, columns_question, flat, has_text
from annotator.imports.incoming import Unreadable
from annotator.imports.limits import MOST_LINE_CHARACTERS
from annotator.imports.rows import refuse_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

# One line after the other: a list of all would take as much memory again.
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
#: Of an object around the texts: lists in it are looked at so deep.
_DEEP = 3
_TOO_LONG = "It has {:,} characters; a line may have {:,}. Cut its text into parts."

#: A text's place in the file, and its object or the reason why it is none.
_Found = tuple[str, "Mapping[str, object] | str"]


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield one text an object; a bad one is named and the others still come.

    Raises BadInput for more lines than MOST_ROWS.
    """
    text = decoded(data, answers.of(name).encoding)
    refuse_rows(1 + text.count("\n"))
    found = _found(text)
    first = list(islice(found, ROWS_SHOWN))
    objects = [row for _where, row in first if not isinstance(row, str)]
    names = list(dict.fromkeys(key for row in objects for key in flat(row)))
    chosen = answers.columns_of(name, [key.strip().lower() for key in names])
    if objects and not chosen and not has_text(chain.from_iterable(objects)):
        rows = [[_cell(flat(row).get(key)) for key in names] for row in objects]
        yield columns_question(name, names, rows)
        yield Unreadable(name, "No object has a “text”. Choose the field that holds it.")
        return
    reader = FieldReader(name, answers, {field: key.lower() for field, key in chosen.items()})
    for where, row in chain(first, found):
        place = f"{name}, {where}" if where else name
        yield Unreadable(place, row) if isinstance(row, str) else reader.text(place, row)
    yield from reader.questions()


def misfit(error: Exception) -> str:
    """Return what keeps a line from being JSON, without the parser's own words."""
    if isinstance(error, json.JSONDecodeError):
        return (
            f"character {error.pos + 1} of the line does not fit. Check quotation marks, commas and"
            " brackets there."
        )
    return "it has too many brackets or digits."


def _found(text: str) -> Iterator[_Found]:
    first = next((line for found in _LINE.finditer(text) if (line := found[0].strip())), "")
    # What begins with an open bracket alone goes on in the next lines.
    if not _is_whole(first) and first[:1] in ("{", "[") and len(text) <= MOST_LINE_CHARACTERS:
        spread = list(_spread(text))
        if spread:
            yield from spread
            return
    for number, found in enumerate(_LINE.finditer(text), start=1):
        if line := found[0].strip():
            yield from _line(f"line {number}", line)


def _is_whole(line: str) -> bool:
    try:
        json.loads(line[:MOST_LINE_CHARACTERS])
    except (ValueError, RecursionError):
        return False
    return True


def _spread(text: str) -> Iterator[_Found]:
    """Yield the objects of values that take several lines; none where one of them breaks."""
    position, values = 0, []
    try:
        while (position := _BLANK.match(text, position).end()) < len(text):  # type: ignore[union-attr]
            value, position = _DECODER.raw_decode(text, position)
            values.append(value)
    except (ValueError, RecursionError):
        return
    objects = [one for value in values for one in _objects(value)]
    for number, one in enumerate(objects, start=1):
        yield _as_found(f"item {number}" if len(objects) > 1 else "", one)


def _line(where: str, line: str) -> Iterator[_Found]:
    if len(line) > MOST_LINE_CHARACTERS:
        yield where, _TOO_LONG.format(len(line), MOST_LINE_CHARACTERS)
        return
    try:
        # Not msgspec: half a surrogate pair, which we clean away, is an error to it.
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield where, f"It is not a JSON object: {misfit(error)}"
        return
    objects = _objects(value)
    several = any(isinstance(one, dict) for one in objects) and len(objects) > 1
    for number, one in enumerate(objects if several else objects[:1], start=1):
        yield _as_found(f"{where}, item {number}" if several else where, one)


def _objects(value: object, deep: int = 0) -> list[object]:
    """Return the objects of a list, or of a list within the object around it: {"articles": […]}."""
    if isinstance(value, list):
        refuse_rows(len(value))
        return value or [value]
    if isinstance(value, dict) and "text" not in value and deep < _DEEP:
        inner: Iterable[object] = value.values()
        lists = [one for one in inner if isinstance(one, list) and one]
        if any(all(isinstance(one, dict) for one in found) for found in lists):
            return max(
                (found for found in lists if all(isinstance(one, dict) for one in found)), key=len
            )
        whole = [one for one in inner if isinstance(one, dict)]
        if len(whole) == len(value) == 1:
            return _objects(whole[0], deep + 1)
    return [value]


def _as_found(where: str, value: object) -> _Found:
    return where, value if isinstance(value, dict) else "It is not a JSON object."


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
