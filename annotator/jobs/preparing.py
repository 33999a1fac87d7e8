"""Texts of files in chunks, counted for the preview as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from annotator.errors import DeadlinePassed, ProcessLost
from annotator.imports import prepared
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.imports.preview import sha256_of
from annotator.operations.corpus.previews import PreparedTexts
from annotator.queries.corpus.uploads import known_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.imports.prepared import Chunk
    from annotator.imports.preview import PreviewBuilder
    from annotator.imports.questions import Answers
    from annotator.storage.database import Database


class Reader(Protocol):
    """Opens a file as its parts and reads them by number, in this process or beside it."""

    def open(self, name: str, data: bytes, answers: Answers) -> list[str]:
        """Take a file and return the names of its parts."""

    def read(self, number: int) -> list[Chunk]:
        """Return the texts of a part."""


def chunks_of(reader: Reader, name: str, data: bytes, answers: Answers) -> Iterator[Chunk]:
    """Yield the texts of a file; a part that cannot be read in time is Unreadable."""
    try:
        parts = reader.open(name, data, answers)
    except (DeadlinePassed, ProcessLost, MemoryError) as error:
        yield from refused(name, error)
        return
    for number, part in enumerate(parts):
        try:
            yield from reader.read(number)
        except (DeadlinePassed, ProcessLost, MemoryError) as error:
            yield from refused(part, error)


def refused(name: str, error: Exception) -> Iterator[Chunk]:
    """Yield a file that gives no text, with the reason."""
    return prepared.written([Unreadable(name, str(error) or "It takes too much memory.")])


def counted(
    database: Database,
    builder: PreviewBuilder,
    chunks: Iterable[Chunk],
    file_id: int | None = None,
) -> Iterator[PreparedTexts]:
    """Yield the chunks of a file with their places. Raises BadInput for too many texts."""
    before = builder.offered
    for chunk in chunks:
        builder.ask(chunk.questions)
        builder.note(chunk.notes)
        if not chunk.size:
            continue
        texts = prepared.read(chunk.content)
        hashes = [sha256_of(text) for text in texts if isinstance(text, IncomingText)]
        with database.reading() as session:
            known = known_texts(session, hashes)
        after = builder.offered
        repeats = builder.add(texts, known)
        yield PreparedTexts(after, chunk, file_id, after - before + 1, repeats)
