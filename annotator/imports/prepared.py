"""Texts read in a file, in compressed chunks of bounded size: read once, and kept for later."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from annotator.imports.incoming import FileNote, Incoming, IncomingText, Unreadable
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
    """`size` texts, in their order, compressed, with questions and notes about their file."""

    size: int
    content: bytes
    questions: tuple[FileQuestion, ...] = ()
    notes: tuple[FileNote, ...] = ()


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
    """Yield the texts in chunks; memory holds one. A chunk of questions and notes has no text."""
    waiting: list[Incoming] = []
    asides: list[FileQuestion | FileNote] = []
    characters = 0
    for read in texts:
        if isinstance(read, FileQuestion | FileNote):
            asides.append(read)
            continue
        text = checked(read)
        waiting.append(text)
        characters += len(text.text) if isinstance(text, IncomingText) else 0
        if len(waiting) == MOST_IN_CHUNK or characters >= CHUNK_CHARACTERS:
            yield _chunk(waiting, asides)
            waiting, asides, characters = [], [], 0
    if waiting or asides:
        yield _chunk(waiting, asides)


def read(content: bytes) -> list[Incoming]:
    """Return the texts of a chunk."""
    rows = _READER.decode(zlib.decompress(content))
    return [found for row in rows if (found := row.text or row.unreadable)]


def _chunk(texts: list[Incoming], asides: list[FileQuestion | FileNote]) -> Chunk:
    rows = [
        _Row(text=one) if isinstance(one, IncomingText) else _Row(unreadable=one) for one in texts
    ]
    content = zlib.compress(_WRITER.encode(rows), level=1)
    return Chunk(
        size=len(texts),
        content=content,
        questions=tuple(one for one in asides if isinstance(one, FileQuestion)),
        notes=tuple(one for one in asides if isinstance(one, FileNote)),
    )
