"""Text files, with an optional head of `outlet: …`, `title: …` lines before the first blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.imports.decoding import decoded
from annotator.imports.incoming import FIELDS, incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming
    from annotator.imports.questions import Answers


def read(name: str, data: bytes, _answers: Answers) -> Iterator[Incoming]:
    """Yield the one text of a .txt file. Raises BadInput when it is not text."""
    text = decoded(data)
    head, fields = _head(text)
    yield incoming(name, text[head:], fields)


def _head(text: str) -> tuple[int, dict[str, str | None]]:
    """Return where the text begins after its head, and the head's fields; 0 and none without a
    head.
    """
    fields: dict[str, str | None] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        if not line.strip():
            return (position, fields) if fields else (0, {})
        key, colon, value = line.partition(":")
        # One line of any other kind and it is a text that begins with a colon, not a head.
        if not colon or key.strip().lower() not in FIELDS:
            return 0, {}
        fields[key.strip().lower()] = value.strip()
    return 0, {}
