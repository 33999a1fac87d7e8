"""Jobs that wait: added by what makes something wait, retried and cancelled by administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.labels import label
from annotator.language import _
from annotator.models import Job
from annotator.operations.audit_log import record
from annotator.operations.jobs.subjects import show
from annotator.storage.upserts import insert_into
from annotator.terms import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

#: Both databases limit how many values one statement may carry.
CHUNK = 500
#: The states of a job that can be retried.
ENDED_EARLY = (JobState.FAILED, JobState.CANCELLED)


def enqueue(session: Session, *, kind: str, subjects: Sequence[int]) -> None:
    """Add a job of this kind for each subject, unless one is open; it replaces those that ended."""
    at = now()
    for start in range(0, len(subjects), CHUNK):
        chunk = subjects[start : start + CHUNK]
        ended = Job.ended_at.is_not(None)
        session.execute(delete(Job).where(Job.kind == kind, Job.subject.in_(chunk), ended))
        rows = [
            {
                "kind": kind,
                "subject": subject,
                "state": JobState.WAITING,
                "tries": 0,
                "cancel_asked": False,
                "created_at": at,
                "due_at": at,
            }
            for subject in chunk
        ]
        session.execute(insert_into(session, Job).on_conflict_do_nothing(), rows)


def retry(session: Session, *, job_id: int, by: int | None = None) -> None:
    """Let a job that failed or was cancelled wait again, with all its tries.

    Raises NotFound, and Conflict for a job in another state or whose subject no one waits for.
    """
    job = _locked(session, job_id)
    if job.state not in ENDED_EARLY:
        raise Conflict(
            _(
                "Job %(id)s is %(state)s. Only a failed or cancelled job is retried.",
                id=job_id,
                state=label(job.state),
            )
        )
    before = job.state
    job.state, job.tries, job.reason, job.ended_at = JobState.WAITING, 0, None, None
    job.steps_done, job.steps_total, job.due_at = None, None, now()
    show(session, job)
    session.flush()
    _record(session, Action.JOB_RETRIED, job, before, by)


def cancel(session: Session, *, job_id: int, by: int | None = None) -> bool:
    """Cancel a job; return True if it has ended, False if its run stops at the next step.

    Raises NotFound, and Conflict for a job that has ended.
    """
    job = _locked(session, job_id)
    before = job.state
    if before is JobState.RUNNING:
        job.cancel_asked = True
    elif before is JobState.WAITING:
        job.state, job.ended_at, job.reason = JobState.CANCELLED, now(), None
        show(session, job)
    else:
        raise Conflict(
            _(
                "Job %(id)s is %(state)s. Only a waiting or running job is cancelled.",
                id=job_id,
                state=label(before),
            )
        )
    session.flush()
    _record(session, Action.JOB_CANCELLED, job, before, by)
    return before is JobState.WAITING


def _locked(session: Session, job_id: int) -> Job:
    job = session.get(Job, job_id, with_for_update=True)
    if job is None:
        raise NotFound(_("There is no job %(id)s.", id=job_id))
    return job


def _record(session: Session, action: Action, job: Job, before: JobState, by: int | None) -> None:
    record(
        session,
        action,
        f"job {job.id}",
        before={"state": before},
        after={"state": job.state, "kind": job.kind},
        by=by,
    )
