"""Imports: confirmed or cancelled by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator.actions import Action
from annotator.errors import BadInput, Conflict, NotFound
from annotator.import_states import ImportState
from annotator.imports import preview
from annotator.language import _
from annotator.models import ImportBatch, ImportFile, Job
from annotator.operations.audit_log import record
from annotator.operations.jobs import waiting
from annotator.queries.corpus.previews import left_out_count
from annotator.terms import IMPORT, PREVIEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def confirm(
    session: Session,
    *,
    batch_id: int,
    claim_set_id: int | None = None,
    ticks: bool = False,
    by: int | None = None,
) -> None:
    """Let the worker import what the preview shows; do nothing if that was asked before.

    With `ticks`, a person ticks the claims that go into the set. Raises NotFound, BadInput if
    every text was left out, and Conflict for an import without a preview.
    """
    batch = _locked(session, batch_id)
    if batch.state in (ImportState.IMPORTING, ImportState.DONE):
        return
    if batch.state is not ImportState.PREVIEWED:
        raise Conflict(_("This import has no preview to confirm. Import the files again."))
    left_out = left_out_count(session, batch_id)
    new = preview.read(batch.preview or "{}").new - left_out
    if left_out and new <= 0:
        raise BadInput(_("Tick at least one text."))
    batch.state, batch.ticks = ImportState.IMPORTING, ticks
    batch.claim_set_id = claim_set_id or batch.claim_set_id
    session.flush()
    record(
        session,
        Action.IMPORT_CONFIRMED,
        f"import {batch_id}",
        after={"label": batch.label, "texts": new, "left_out": left_out},
        by=by,
        claim_set_id=batch.claim_set_id,
    )
    waiting.enqueue(session, kind=IMPORT, subjects=[batch_id])


def fetch_again(session: Session, *, batch_id: int, file_ids: Sequence[int]) -> None:
    """Let the worker fetch addresses of an import again, and read all of it.

    Raises NotFound, and Conflict for an import that does not wait for its confirmation.
    """
    batch = _locked(session, batch_id)
    if batch.state is not ImportState.PREVIEWED:
        raise Conflict(_("This import does not wait for its confirmation any more."))
    session.execute(
        update(ImportFile)
        .where(ImportFile.import_batch_id == batch_id, ImportFile.id.in_(file_ids))
        .values(failure=None)
    )
    read_again(session, batch)


def read_again(session: Session, batch: ImportBatch) -> None:
    """Let the worker read an import again; what a person changed in its preview stays."""
    batch.state = ImportState.READING
    session.flush()
    waiting.enqueue(session, kind=PREVIEW, subjects=[batch.id])


def cancel(session: Session, *, batch_id: int, by: int | None = None) -> None:
    """Cancel an import; a job that runs stops at its next step.

    The worker then deletes its texts and its upload. Raises NotFound, and Conflict for an import
    that is done.
    """
    # First the job, then the import: a run of the job locks them in this order.
    job_id = session.scalars(
        select(Job.id)
        .where(Job.kind.in_((PREVIEW, IMPORT)), Job.subject == batch_id, Job.ended_at.is_(None))
        .with_for_update()
    ).one_or_none()
    batch = _locked(session, batch_id)
    if batch.state is ImportState.DONE:
        raise Conflict(_("The import is done. Its documents stay."))
    if batch.state is ImportState.CANCELLED:
        return
    before = batch.state
    if job_id is None:
        batch.state, batch.failure = ImportState.CANCELLED, None
        session.flush()
    else:
        waiting.cancel(session, job_id=job_id, by=by)
    record(
        session,
        Action.IMPORT_CANCELLED,
        f"import {batch_id}",
        before={"state": before},
        after={"label": batch.label},
        by=by,
        claim_set_id=batch.claim_set_id,
    )


def _locked(session: Session, batch_id: int) -> ImportBatch:
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFound(_("There is no such import."))
    return batch
