"""Imports: confirmed or cancelled by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.actions import Action
from annotator.errors import Conflict, NotFound
from annotator.import_states import ImportState
from annotator.language import _
from annotator.models import ImportBatch, Job
from annotator.operations.audit_log import record
from annotator.operations.jobs import waiting
from annotator.terms import IMPORT, PREVIEW

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def confirm(session: Session, *, batch_id: int) -> None:
    """Let the worker import what the preview shows; do nothing if that was asked before.

    Raises NotFound, and Conflict for an import without a preview.
    """
    batch = _locked(session, batch_id)
    if batch.state in (ImportState.IMPORTING, ImportState.DONE):
        return
    if batch.state is not ImportState.PREVIEWED:
        raise Conflict(_("This import has no preview to confirm. Import the files again."))
    batch.state = ImportState.IMPORTING
    session.flush()
    waiting.enqueue(session, kind=IMPORT, subjects=[batch_id])


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
