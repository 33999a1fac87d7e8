"""Imports: how far they are, and what became of each text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import case, func, select

from annotator.clock import now
from annotator.errors import NotFound
from annotator.import_states import ImportState
from annotator.imports import options, preview
from annotator.imports.options import ImportOptions
from annotator.language import _
from annotator.models import ClaimSet, Document, ImportBatch, ImportItem, Job, Mention, User
from annotator.queries.corpus.documents import IS_CANCELLED
from annotator.queries.corpus.previews import left_out_count
from annotator.queries.corpus.uploads import failed_addresses, outcomes_of
from annotator.storage.paging import preceding
from annotator.terms import IMPORT, PREVIEW, ExtractionState, ImportOutcome, JobState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.imports.preview import Preview
    from annotator.queries.corpus.uploads import UploadedFile


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """What became of one text that was offered."""

    name: str
    outcome: ImportOutcome
    reason: str | None
    document_id: int | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ImportWork:
    """The job that works on an import; `waited` is how many seconds no worker has taken it."""

    running: bool
    stopping: bool
    waited: float
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Import:
    """One import. `read` of its `imported` documents have been searched for claims.

    The extraction of `unreadable` ones failed, that of `cancelled` ones was cancelled.

    Until it is done, `kept` of the `offered` texts are written, and nothing is counted; a person
    left `left_out` of them out. `version` counts the changes of its preview. With `ticks`, a person
    ticks the claims that go into the set. `readings` are the languages met, each with what read its
    texts (`Extraction.extractor`).
    """

    id: int
    label: str
    claim_set_id: int | None
    claim_set: str | None
    created_at: datetime
    state: ImportState
    failure: str | None
    preview: Preview | None
    work: ImportWork | None
    offered: int
    kept: int
    version: int = 0
    ticks: bool = False
    options: ImportOptions = field(default_factory=ImportOptions)
    addresses: tuple[UploadedFile, ...] = ()
    left_out: int = 0
    imported: int = 0
    repeated: int = 0
    failed: int = 0
    read: int = 0
    unreadable: int = 0
    cancelled: int = 0
    claims: int = 0
    readings: tuple[tuple[str, str], ...] = ()
    items: tuple[ImportedItem, ...] = ()

    @property
    def ended(self) -> int:
        """Return how many documents do not wait any more to be read."""
        return self.read + self.unreadable + self.cancelled

    @property
    def failed_addresses(self) -> tuple[str, ...]:
        """Return the addresses that could not be fetched, of an import that is done."""
        failed = (item.name for item in self.items if item.outcome is ImportOutcome.FAILED)
        return tuple(name for name in failed if name.startswith(("http://", "https://")))

    @property
    def finished(self) -> bool:
        """Return True if nothing of it waits any more for the worker."""
        if self.state is ImportState.DONE:
            return self.ended == self.imported
        return self.state not in (ImportState.READING, ImportState.IMPORTING)


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import in the list: who began it, and how many of its texts came in or failed."""

    id: int
    label: str
    state: ImportState
    created_at: datetime
    by: str | None
    claim_set: str | None
    failure: str | None
    offered: int
    imported: int
    failed: int


MOST_ITEMS = 200
#: Imports on one page of the list.
LISTED = 50
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
    row: ImportBatch = batch.ImportBatch
    found = Import(
        id=row.id,
        label=row.label,
        claim_set_id=row.claim_set_id,
        claim_set=batch.name,
        created_at=row.created_at,
        state=row.state,
        failure=row.failure,
        preview=preview.read(row.preview) if row.preview else None,
        work=_work(session, batch_id),
        offered=row.offered,
        kept=row.kept,
        version=row.version,
        ticks=row.ticks,
        options=options.read(row.options),
    )
    if row.state is ImportState.DONE:
        return _counted(session, found)
    if row.state is not ImportState.PREVIEWED:
        return found
    return replace(
        found,
        addresses=tuple(failed_addresses(session, batch_id)),
        left_out=left_out_count(session, batch_id),
    )


def imports(session: Session, before: int | None = None) -> tuple[list[ListedImport], int | None]:
    """Return imports, newest first, and what the next page is `before`, None for the last page."""
    wanted = (
        select(
            *(ImportBatch.id, ImportBatch.label, ImportBatch.state, ImportBatch.created_at),
            *(ImportBatch.failure, ImportBatch.offered, User.display_name, ClaimSet.name),
        )
        .outerjoin(User, User.id == ImportBatch.created_by_id)
        .outerjoin(ClaimSet, ClaimSet.id == ImportBatch.claim_set_id)
    )
    rows, following = preceding(session, wanted, ImportBatch.id, before=before, size=LISTED)
    counts = _outcomes(session, [row.id for row in rows])
    return [
        ListedImport(
            id=row.id,
            label=row.label,
            state=row.state,
            created_at=row.created_at,
            by=row.display_name,
            claim_set=row.name,
            failure=row.failure,
            offered=row.offered,
            imported=counts.get((row.id, ImportOutcome.IMPORTED), 0),
            failed=counts.get((row.id, ImportOutcome.FAILED), 0),
        )
        for row in rows
    ], following


def _outcomes(session: Session, batch_ids: list[int]) -> dict[tuple[int, ImportOutcome], int]:
    rows = session.execute(
        select(ImportItem.import_batch_id, ImportItem.outcome, func.count())
        .where(ImportItem.import_batch_id.in_(batch_ids))
        .group_by(ImportItem.import_batch_id, ImportItem.outcome)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _counted(session: Session, found: Import) -> Import:
    """Return an import that is done with what became of its texts."""
    outcomes = outcomes_of(session, found.id)
    of_import = Document.import_batch_id == found.id
    states = _counts(session, Document.extraction, of_import)
    cancelled = session.scalar(
        select(func.count()).select_from(Document).where(of_import, IS_CANCELLED)
    )
    claims = session.scalar(
        select(func.count(Mention.id))
        .join(Document, Document.id == Mention.document_id)
        .where(Document.import_batch_id == found.id)
    )
    return replace(
        found,
        left_out=max(0, found.offered - sum(outcomes.values())),
        imported=outcomes.get(ImportOutcome.IMPORTED, 0),
        repeated=outcomes.get(ImportOutcome.REPEATED, 0),
        failed=outcomes.get(ImportOutcome.FAILED, 0),
        read=states.get(ExtractionState.DONE, 0),
        unreadable=states.get(ExtractionState.FAILED, 0) - (cancelled or 0),
        cancelled=cancelled or 0,
        claims=claims or 0,
        readings=_readings(session, found.id),
        items=_items(session, found.id),
    )


def _work(session: Session, batch_id: int) -> ImportWork | None:
    """Return the open job of an import."""
    job = session.scalars(
        select(Job).where(
            Job.kind.in_((PREVIEW, IMPORT)), Job.subject == batch_id, Job.ended_at.is_(None)
        )
    ).one_or_none()
    if job is None:
        return None
    running = job.state is JobState.RUNNING
    return ImportWork(
        running=running,
        stopping=job.cancel_asked,
        waited=0 if running else (now() - job.due_at).total_seconds(),
        done=job.steps_done or 0,
        total=job.steps_total or 0,
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
