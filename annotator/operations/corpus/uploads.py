"""Uploads: files of an import, stored in chunks until the import has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from annotator.cleaning import one_line
from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.language import _
from annotator.models import ImportBatch, ImportFile, ImportFileChunk
from annotator.operations.jobs.waiting import enqueue
from annotator.storage.chunks import compressed
from annotator.terms import PREVIEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

#: Bytes of a fetched file in one chunk.
FETCHED_CHUNK = 256 * 1024
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class UploadedChunk:
    """A compressed chunk of a file, both by their numbers from 0; `size` is the file's, in bytes.

    A file without content has one empty chunk.
    """

    file: int
    name: str
    size: int
    number: int
    content: bytes


def add_chunks(session: Session, *, batch_id: int, chunks: Iterable[UploadedChunk]) -> None:
    """Store chunks of an upload, in the order of its files. Raises Conflict once it has ended."""
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    if batch.state is not ImportState.UPLOADING:
        raise Conflict(_("The upload of import %(id)s has ended.", id=batch_id))
    rows = [
        {
            "import_file_id": _file_id(session, batch_id, chunk),
            "position": chunk.number,
            "content": chunk.content,
        }
        for chunk in chunks
    ]
    session.execute(insert(ImportFileChunk), rows)


def add_addresses(session: Session, *, batch_id: int, first: int, addresses: Sequence[str]) -> None:
    """Let the worker fetch these addresses as files of an upload, from the number `first` on."""
    session.add_all(
        ImportFile(import_batch_id=batch_id, position=position, name=url, size=0, url=url)
        for position, url in enumerate(addresses, start=first)
    )
    session.flush()


def keep_fetched(session: Session, *, file_id: int, url: str | None, content: bytes) -> None:
    """Keep what was fetched; `url` is where it came from at last."""
    file = session.get_one(ImportFile, file_id, with_for_update=True)
    file.size, file.url = len(content), url or file.url
    starts = range(0, max(1, len(content)), FETCHED_CHUNK)
    rows = [
        {
            "import_file_id": file_id,
            "position": number,
            "content": compressed(content[start : start + FETCHED_CHUNK]),
        }
        for number, start in enumerate(starts)
    ]
    session.execute(insert(ImportFileChunk), rows)


def keep_failure(session: Session, *, file_id: int, reason: str) -> None:
    """Note why an address could not be fetched."""
    file = session.get_one(ImportFile, file_id, with_for_update=True)
    file.failure = one_line(reason)[:LONGEST_REASON]
    session.flush()


def end_upload(session: Session, *, batch_id: int) -> None:
    """Let the worker read an upload: all of its files are stored."""
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    batch.state = ImportState.READING
    session.flush()
    enqueue(session, kind=PREVIEW, subjects=[batch_id])


def _file_id(session: Session, batch_id: int, chunk: UploadedChunk) -> int:
    if chunk.number == 0:
        file = ImportFile(
            import_batch_id=batch_id, position=chunk.file, name=chunk.name[-500:], size=chunk.size
        )
        session.add(file)
        session.flush()
        return file.id
    of_the_batch = ImportFile.import_batch_id == batch_id
    return session.scalars(
        select(ImportFile.id).where(of_the_batch, ImportFile.position == chunk.file)
    ).one()
