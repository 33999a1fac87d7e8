"""JSON lines: an object a line with `text`, and the fields that `incoming.FIELDS` names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from annotator.imports.decoding import decoded
from annotator.imports.incoming import FIELDS, Unreadable, incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming

_decoder = msgspec.json.Decoder(dict[str, Any])


def read(name: str, data: bytes) -> Iterator[Incoming]:
    """One text a line; a bad line is named and the others still come."""
    for number, line in enumerate(decoded(data).split("\n"), start=1):
        if line.strip():
            yield _text(f"{name}, line {number}", line)


def _text(where: str, line: str) -> Incoming:
    try:
        row = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        return Unreadable(where, f"It is not a JSON object ({error}).")
    if not isinstance(row.get("text"), str):
        return Unreadable(where, "It has no “text”.")
    wrong = [key for key in FIELDS if not isinstance(row.get(key), str | None)]
    if wrong:
        return Unreadable(where, f"“{wrong[0]}” must be text.")
    fields = {key: row.get(key) for key in FIELDS}
    fields["title"] = fields["title"] or row.get("doc_id")
    return incoming(where, row["text"], fields)
