"""JSON lines: an object a line with `text`, and the fields that `incoming.FIELDS` names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from annotator.imports.decoding import decoded
from annotator.imports.incoming import FIELDS, Unreadable, incoming
from annotator.imports.limits import MOST_LINE_CHARACTERS
from annotator.imports.rows import refuse_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming
    from annotator.imports.questions import Answers

# One line after the other: a list of all would take as much memory again.
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")


def read(name: str, data: bytes, _answers: Answers) -> Iterator[Incoming]:
    """Yield one text a line; a bad line is named and the others still come.

    Raises BadInput for more lines than MOST_ROWS.
    """
    text = decoded(data)
    refuse_rows(1 + text.count("\n"))
    for number, found in enumerate(_LINE.finditer(text), start=1):
        if line := found[0].strip():
            yield _text(f"{name}, line {number}", line)


def misfit(error: Exception) -> str:
    """Return what keeps a line from being JSON, without the parser's own words."""
    if isinstance(error, json.JSONDecodeError):
        return (
            f"character {error.pos + 1} of the line does not fit. Check quotation marks, commas and"
            " brackets there."
        )
    return "it has too many brackets or digits."


def _text(where: str, line: str) -> Incoming:
    if len(line) > MOST_LINE_CHARACTERS:
        return Unreadable(
            where,
            f"It has {len(line):,} characters; a line may have {MOST_LINE_CHARACTERS:,}."
            " Cut its text into parts.",
        )
    try:
        # Not msgspec: half a surrogate pair, which we clean away, is an error to it.
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(where, f"It is not a JSON object: {misfit(error)}")
    if not isinstance(row, dict):
        return Unreadable(where, "It is not a JSON object.")
    if not isinstance(row.get("text"), str):
        return Unreadable(where, "It has no “text”.")
    wrong = [key for key in FIELDS if not isinstance(row.get(key), str | None)]
    if wrong:
        return Unreadable(where, f"“{wrong[0]}” must be text.")
    fields = {key: row.get(key) for key in FIELDS}
    if not fields["title"] and isinstance(row.get("doc_id"), str | int):
        fields["title"] = str(row["doc_id"])
    return incoming(where, row["text"], fields, of_many=True)
