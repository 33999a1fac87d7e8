"""Texts read in a file, in compressed chunks of bounded size: read once, and kept for later."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from annotator.imports.incoming import Incoming, IncomingText, Unreadable
from annotator.imports.limits import MOST_CHARACTERS
from annotator.imports.questions import FileQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.imports.incoming import Read

#: A chunk ends after so many texts, or with the text that brings it to so many characters.
MOST_IN_CHUNK, CHUNK_CHARACTERS = 500, 250_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A text as a chunk holds it: either a text or the reason why there is none."""

    text: IncomingText | None = None
    unreadable: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """`size` texts, in their order, compressed, and questions about their file."""

    size: int
    content: bytes
    questions: tuple[FileQuestion, ...] = ()


_WRITER = msgspec.json.Encoder()
_READER = msgspec.json.Decoder(list[_Row])


def checked(text: Incoming) -> Incoming:
    """Return the text; Unreadable for one that is longer than a document may be."""
    if isinstance(text, IncomingText) and len(text.text) > MOST_CHARACTERS:
        reason = (
            f"It has {len(text.text):,} characters; a document may have {MOST_CHARACTERS:,}."
            " Cut it into parts."
        )
        return Unreadable(text.name, reason)
    return text


def written(texts: Iterable[Read]) -> Iterator[Chunk]:
    """Yield the texts in chunks; memory holds one. A chunk of questions alone has no text."""
    waiting: list[Incoming] = []
    questions: list[FileQuestion] = []
    characters = 0
    for read in texts:
        if isinstance(read, FileQuestion):
            questions.append(read)
            continue
        text = checked(read)
        waiting.append(text)
        characters += len(text.text) if isinstance(text, IncomingText) else 0
        if len(waiting) == MOST_IN_CHUNK or characters >= CHUNK_CHARACTERS:
            yield _chunk(waiting, questions)
            waiting, questions, characters = [], [], 0
    if waiting or questions:
        yield _chunk(waiting, questions)


def read(content: bytes) -> list[Incoming]:
    """Return the texts of a chunk."""
    rows = _READER.decode(zlib.decompress(content))
    return [found for row in rows if (found := row.text or row.unreadable)]


def _chunk(texts: list[Incoming], questions: list[FileQuestion]) -> Chunk:
    rows = [
        _Row(text=one) if isinstance(one, IncomingText) else _Row(unreadable=one) for one in texts
    ]
    content = zlib.compress(_WRITER.encode(rows), level=1)
    return Chunk(len(texts), content, tuple(questions))
