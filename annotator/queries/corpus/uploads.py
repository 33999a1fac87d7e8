"""Uploads and the texts read in them, as the worker needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from annotator.errors import NotFound
from annotator.import_states import ImportState
from annotator.imports import options
from annotator.language import _
from annotator.models import (
    Document,
    ImportBatch,
    ImportFile,
    ImportFileChunk,
    ImportItem,
    TableColumns,
)
from annotator.models.any_documents import AnyDocument
from annotator.storage.chunks import read
from annotator.terms import ExtractionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.imports.options import ImportOptions
    from annotator.terms import ImportOutcome

#: An upload that broke off, and an import that waits for its person, are deleted after so long.
UPLOAD_DAYS, PREVIEW_DAYS = 1, 14
#: Both databases limit the values of one statement.
CHUNK = 500
#: Headers whose columns an import knows.
REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import as its job finds it: `kept` of the `offered` texts are written."""

    state: ImportState
    options: ImportOptions
    offered: int
    kept: int
    failure: str | None
    tidied: bool


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file of an upload; `size` is in bytes.

    `url` is where the worker fetches it, or fetched it; the `failure` says why it could not.
    """

    id: int
    name: str
    size: int
    url: str | None = None
    failure: str | None = None


def waiting_import(session: Session, batch_id: int) -> WaitingImport:
    """Return an import with its options. Raises NotFound."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise NotFound(_("There is no such import."))
    return WaitingImport(
        state=batch.state,
        options=options.read(batch.options),
        offered=batch.offered,
        kept=batch.kept,
        failure=batch.failure,
        tidied=batch.tidied,
    )


def uploaded_files(session: Session, batch_id: int) -> list[UploadedFile]:
    """Return the files of an upload, in their order."""
    rows = session.scalars(
        select(ImportFile)
        .where(ImportFile.import_batch_id == batch_id)
        .order_by(ImportFile.position)
    )
    return [UploadedFile(row.id, row.name, row.size, row.url, row.failure) for row in rows]


def addresses_to_fetch(session: Session, batch_id: int) -> list[UploadedFile]:
    """Return the files of an import that are still to be fetched."""
    fetched = select(ImportFileChunk.import_file_id)
    rows = session.scalars(
        select(ImportFile)
        .where(
            ImportFile.import_batch_id == batch_id,
            ImportFile.url.is_not(None),
            ImportFile.failure.is_(None),
            ImportFile.id.not_in(fetched),
        )
        .order_by(ImportFile.position)
    )
    return [UploadedFile(row.id, row.name, row.size, row.url) for row in rows]


def remembered_columns(session: Session) -> dict[str, dict[str, str]]:
    """Return the columns that editors chose last for tables, by the key of their header."""
    rows = session.scalars(
        select(TableColumns).order_by(TableColumns.chosen_at.desc()).limit(REMEMBERED)
    )
    return {row.header_key: json.loads(row.columns) for row in rows}


def failed_addresses(session: Session, batch_id: int) -> list[UploadedFile]:
    """Return the addresses of an import that could not be fetched, with the reasons."""
    rows = session.scalars(
        select(ImportFile)
        .where(ImportFile.import_batch_id == batch_id, ImportFile.failure.is_not(None))
        .order_by(ImportFile.position)
    )
    return [UploadedFile(row.id, row.name, row.size, row.url, row.failure) for row in rows]


def content_of(session: Session, file_id: int) -> bytes:
    """Return the bytes of an uploaded file."""
    chunks = session.scalars(
        select(ImportFileChunk.content)
        .where(ImportFileChunk.import_file_id == file_id)
        .order_by(ImportFileChunk.position)
    )
    return b"".join(read(chunks))


def known_texts(session: Session, hashes: Sequence[str]) -> set[str]:
    """Return those of the SHA-256 whose text is here, also in an import that is not done."""
    found: set[str] = set()
    for start in range(0, len(hashes), CHUNK):
        some = AnyDocument.sha256.in_(hashes[start : start + CHUNK])
        found.update(session.scalars(select(AnyDocument.sha256).where(some)))
    return found


def outcomes_of(session: Session, batch_id: int) -> dict[ImportOutcome, int]:
    """Return how many texts of an import had each outcome."""
    rows = session.execute(
        select(ImportItem.outcome, func.count())
        .where(ImportItem.import_batch_id == batch_id)
        .group_by(ImportItem.outcome)
    )
    return {row[0]: row[1] for row in rows}


def unqueued_documents(session: Session, batch_id: int, after: int, most: int) -> list[int]:
    """Return documents of an import, with higher ids than `after`, that wait for an extraction."""
    rows = session.scalars(
        select(Document.id)
        .where(
            Document.import_batch_id == batch_id,
            Document.id > after,
            Document.extraction == ExtractionState.WAITING,
        )
        .order_by(Document.id)
        .limit(most)
    )
    return list(rows)


def untidy_imports(session: Session, at: datetime) -> Sequence[int]:
    """Return imports that have ended and are not tidied, and those that no one goes on with."""
    ended = (ImportState.DONE, ImportState.CANCELLED)
    given_up = (
        ((ImportState.UPLOADING,), UPLOAD_DAYS),
        ((ImportState.READING, ImportState.PREVIEWED, ImportState.FAILED), PREVIEW_DAYS),
    )
    late = [
        ImportBatch.state.in_(states) & (ImportBatch.created_at < at - timedelta(days=days))
        for states, days in given_up
    ]
    rows = session.scalars(
        select(ImportBatch.id)
        .where(~ImportBatch.tidied, or_(ImportBatch.state.in_(ended), *late))
        .order_by(ImportBatch.id)
        .limit(CHUNK)
    )
    return rows.all()
