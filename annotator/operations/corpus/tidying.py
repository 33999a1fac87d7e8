"""Tidying after an import: its upload goes, its documents wait for a job or go too.

Each function does a bounded piece and returns how much it did: 0 when nothing is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, tuple_, update

from annotator.import_states import ImportState
from annotator.models import (
    ImportBatch,
    ImportEdit,
    ImportFile,
    ImportFileChunk,
    ImportItem,
    PreparedChunk,
)
from annotator.models.any_documents import AnyDocument
from annotator.operations.jobs.waiting import enqueue
from annotator.terms import EXTRACTION, ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

#: Chunks of files and texts that go in one transaction: a megabyte or two.
CHUNKS = 8
#: Rows of a preview that go in one transaction.
EDITS = 200


def queue_documents(session: Session, *, document_ids: Sequence[int]) -> None:
    """Let documents of an import that is done wait for their extraction."""
    enqueue(session, kind=EXTRACTION, subjects=document_ids)


def remove_prepared(session: Session, *, batch_id: int) -> int:
    """Delete texts that were read in an upload, but not what was imported of them."""
    starts = session.scalars(
        select(PreparedChunk.start).where(PreparedChunk.import_batch_id == batch_id).limit(CHUNKS)
    ).all()
    these = delete(PreparedChunk).where(
        PreparedChunk.import_batch_id == batch_id, PreparedChunk.start.in_(starts)
    )
    session.execute(these)
    return len(starts)


def remove_edits(session: Session, *, batch_id: int) -> int:
    """Delete what a person changed in the preview of an import."""
    files = select(ImportFile.id).where(ImportFile.import_batch_id == batch_id)
    key = (ImportEdit.import_file_id, ImportEdit.number)
    edits = session.execute(
        select(*key).where(ImportEdit.import_file_id.in_(files)).limit(EDITS)
    ).all()
    if edits:
        session.execute(delete(ImportEdit).where(tuple_(*key).in_([tuple(e) for e in edits])))
    return len(edits)


def remove_upload(session: Session, *, batch_id: int) -> int:
    """Delete chunks of the files of an upload, and the files that have none left."""
    files = select(ImportFile.id).where(ImportFile.import_batch_id == batch_id)
    key = (ImportFileChunk.import_file_id, ImportFileChunk.position)
    chunks = session.execute(
        select(*key).where(ImportFileChunk.import_file_id.in_(files)).limit(CHUNKS)
    ).all()
    if chunks:
        session.execute(delete(ImportFileChunk).where(tuple_(*key).in_([tuple(c) for c in chunks])))
    else:
        session.execute(delete(ImportFile).where(ImportFile.import_batch_id == batch_id))
    return len(chunks)


def remove_texts(session: Session, *, batch_id: int, most: int) -> int:
    """Delete the last texts of a cancelled import with their documents.

    A document that another import brings too is given to that import.
    """
    items = session.execute(
        select(ImportItem.id, ImportItem.outcome, ImportItem.document_id)
        .where(ImportItem.import_batch_id == batch_id)
        .order_by(ImportItem.position.desc())
        .limit(most)
    ).all()
    session.execute(delete(ImportItem).where(ImportItem.id.in_([item.id for item in items])))
    own = [item.document_id for item in items if item.outcome is ImportOutcome.IMPORTED]
    kept = _give_away(session, own)
    gone = [document_id for document_id in own if document_id not in kept]
    session.execute(
        delete(AnyDocument)
        .where(AnyDocument.id.in_(gone))
        .execution_options(synchronize_session=False)
    )
    return len(items)


def end_tidying(session: Session, *, batch_id: int) -> None:
    """Note that nothing of an import is left to tidy."""
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    if batch.state is ImportState.CANCELLED:
        batch.kept = 0
    batch.tidied, batch.preview = True, None
    session.flush()


def _give_away(session: Session, document_ids: Sequence[int]) -> set[int]:
    """Give documents to the first other import that has their texts; return which."""
    others = session.execute(
        select(ImportItem.id, ImportItem.document_id, ImportItem.import_batch_id, ImportBatch.state)
        .join(ImportBatch, ImportBatch.id == ImportItem.import_batch_id)
        .where(ImportItem.document_id.in_(document_ids))
        .order_by(ImportItem.id)
    ).all()
    given: set[int] = set()
    for other in others:
        if other.document_id in given:
            continue
        given.add(other.document_id)
        session.execute(
            update(AnyDocument)
            .where(AnyDocument.id == other.document_id)
            .values(import_batch_id=other.import_batch_id)
            .execution_options(synchronize_session=False)
        )
        mine = update(ImportItem).where(ImportItem.id == other.id)
        session.execute(mine.values(outcome=ImportOutcome.IMPORTED))
        if other.state is ImportState.DONE:
            enqueue(session, kind=EXTRACTION, subjects=[other.document_id])
    return given
