"""What documents, fetches and imports show of their jobs: their states follow from the job.

Only this module writes that one waits again or has failed. That one is done is written with its
result, in the transaction that ends the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select, update

from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.language import _
from annotator.models import Document, Fetch, ImportBatch
from annotator.terms import (
    EXTRACTION,
    FETCH,
    IMPORT,
    PREVIEW,
    ExtractionState,
    FetchState,
    JobState,
    Origin,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Job

CANCELLED = "An administrator cancelled it."
NOT_READ = "An administrator cancelled the extraction: the document was not read."
LONGEST_REASON = 500
#: The state of an import while a job of the kind is open.
_AT_WORK = {PREVIEW: ImportState.READING, IMPORT: ImportState.IMPORTING}


def show(session: Session, job: Job) -> None:
    """Show on the job's subject that it waits again, or why it came to nothing.

    Raises Conflict for a fetch or an import that cannot be tried again.
    """
    failure = None if job.state is JobState.WAITING else job.reason or CANCELLED
    if job.kind == EXTRACTION:
        _on_document(session.get_one(Document, job.subject, with_for_update=True), failure)
    elif job.kind == FETCH:
        _on_fetch(session, session.get_one(Fetch, job.subject, with_for_update=True), failure)
    elif job.kind in _AT_WORK:
        _on_import(session.get_one(ImportBatch, job.subject, with_for_update=True), job)


def show_extractions(session: Session, document_ids: Sequence[int], *, cancelled: bool) -> None:
    """Show on documents that their extractions were cancelled, or that they wait again."""
    values: Mapping[str, object] = (
        {"extraction": ExtractionState.FAILED, "extraction_failure": NOT_READ}
        if cancelled
        else {"extraction": ExtractionState.WAITING, "extraction_failure": None}
    )
    session.execute(
        update(Document)
        .where(Document.id.in_(document_ids))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _on_document(document: Document, failure: str | None) -> None:
    if failure is None:
        document.extraction, document.extraction_failure = ExtractionState.WAITING, None
    else:
        document.extraction = ExtractionState.FAILED
        document.extraction_failure = (
            NOT_READ
            if failure == CANCELLED
            else f"It could not be read: {failure}"[:LONGEST_REASON]
        )


def _on_import(batch: ImportBatch, job: Job) -> None:
    if job.state is JobState.WAITING:
        if batch.state is ImportState.CANCELLED:
            raise Conflict(_("The import was cancelled and deleted. Import the files again."))
        batch.state, batch.failure = _AT_WORK[job.kind], None
    elif job.state is JobState.CANCELLED:
        batch.state, batch.failure = ImportState.CANCELLED, None
    else:
        batch.state = ImportState.FAILED
        batch.failure = one_line(job.reason or CANCELLED)[:LONGEST_REASON]


def _on_fetch(session: Session, fetch: Fetch, failure: str | None) -> None:
    if failure is None:
        _refuse_what_cannot_wait(session, fetch)
        fetch.state, fetch.reason, fetch.finished_at = FetchState.WAITING, None, None
    else:
        fetch.state, fetch.finished_at, fetch.upload = FetchState.FAILED, now(), None
        fetch.reason = one_line(failure)[:LONGEST_REASON]


def _refuse_what_cannot_wait(session: Session, fetch: Fetch) -> None:
    if fetch.origin is Origin.UPLOADED:
        raise Conflict(
            _(
                "The uploaded file was deleted when reading it failed. The annotator can upload it"
                " again."
            )
        )
    if fetch.closed_at is not None:
        raise Conflict(_("The annotator closed this source, so it is not fetched again."))
    again = exists().where(
        Fetch.assignment_id == fetch.assignment_id,
        Fetch.source_id == fetch.source_id,
        Fetch.origin == Origin.FETCHED,
        Fetch.state != FetchState.FAILED,
    )
    if session.scalar(select(again)):
        raise Conflict(_("The annotator asked for this source again, which is another job."))
