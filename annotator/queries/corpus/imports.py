"""Imports: how far they are, and what became of each text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import case, func, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import ClaimSet, Document, ImportBatch, ImportItem, Mention
from annotator.terms import ExtractionState, ImportOutcome

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """What became of one text that was offered."""

    name: str
    outcome: ImportOutcome
    reason: str | None
    document_id: int | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Import:
    """One import. `read` of its `imported` documents have been searched for claims.

    `readings` are the languages met, each with what read its texts (`Extraction.extractor`).
    """

    id: int
    label: str
    claim_set_id: int | None
    claim_set: str | None
    created_at: datetime
    imported: int
    repeated: int
    failed: int
    read: int
    unreadable: int
    claims: int
    readings: tuple[tuple[str, str], ...]
    items: tuple[ImportedItem, ...]

    @property
    def finished(self) -> bool:
        """Return True if nothing of it waits any more."""
        return self.read + self.unreadable == self.imported


MOST_ITEMS = 200
T = TypeVar("T")


def import_of(session: Session, batch_id: int) -> Import:
    """Return one import with its items: those that failed first, at most MOST_ITEMS. Raises
    NotFound.
    """
    batch = session.execute(
        select(ImportBatch, ClaimSet.name)
        .outerjoin(ClaimSet, ClaimSet.id == ImportBatch.claim_set_id)
        .where(ImportBatch.id == batch_id)
    ).one_or_none()
    if batch is None:
        raise NotFound(_("There is no such import."))
    outcomes = _counts(session, ImportItem.outcome, ImportItem.import_batch_id == batch_id)
    states = _counts(session, Document.extraction, Document.import_batch_id == batch_id)
    claims = session.scalar(
        select(func.count(Mention.id))
        .join(Document, Document.id == Mention.document_id)
        .where(Document.import_batch_id == batch_id)
    )
    return Import(
        id=batch.ImportBatch.id,
        label=batch.ImportBatch.label,
        claim_set_id=batch.ImportBatch.claim_set_id,
        claim_set=batch.name,
        created_at=batch.ImportBatch.created_at,
        imported=outcomes.get(ImportOutcome.IMPORTED, 0),
        repeated=outcomes.get(ImportOutcome.REPEATED, 0),
        failed=outcomes.get(ImportOutcome.FAILED, 0),
        read=states.get(ExtractionState.DONE, 0),
        unreadable=states.get(ExtractionState.FAILED, 0),
        claims=claims or 0,
        readings=_readings(session, batch_id),
        items=_items(session, batch_id),
    )


def _counts(
    session: Session, column: InstrumentedAttribute[T], where: ColumnElement[bool]
) -> dict[T, int]:
    rows = session.execute(select(column, func.count()).where(where).group_by(column))
    return {row[0]: row[1] for row in rows}


def _readings(session: Session, batch_id: int) -> tuple[tuple[str, str], ...]:
    rows = session.execute(
        select(Document.language, Document.extractor)
        .distinct()
        .where(Document.import_batch_id == batch_id, Document.extractor.is_not(None))
        .order_by(Document.language, Document.extractor)
    )
    return tuple((row.language, row.extractor) for row in rows)


def _items(session: Session, batch_id: int) -> tuple[ImportedItem, ...]:
    failed_first = case((ImportItem.outcome == ImportOutcome.FAILED, 0), else_=1)
    rows = session.execute(
        select(ImportItem, Document.title, Document.extraction_failure)
        .outerjoin(Document, Document.id == ImportItem.document_id)
        .where(ImportItem.import_batch_id == batch_id)
        .order_by(failed_first, ImportItem.position)
        .limit(MOST_ITEMS)
    )
    return tuple(
        ImportedItem(
            name=row.ImportItem.name,
            outcome=row.ImportItem.outcome,
            reason=row.ImportItem.reason or row.extraction_failure,
            document_id=row.ImportItem.document_id,
            title=row.title,
        )
        for row in rows
    )
