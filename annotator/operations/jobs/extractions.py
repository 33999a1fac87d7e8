"""Extractions cancelled and started again together, by administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator.actions import Action
from annotator.clock import now
from annotator.models import Job
from annotator.operations.audit_log import record
from annotator.operations.jobs.subjects import show_extractions
from annotator.operations.jobs.waiting import CHUNK
from annotator.terms import EXTRACTION, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

#: Every writer waits for them; the page and the command say how many are left.
MOST_AT_ONCE = 5_000


def cancel_extractions(session: Session, *, by: int | None = None) -> int:
    """Cancel the waiting extractions, at most MOST_AT_ONCE, and return how many.

    Those that run go on.
    """
    ended = {"state": JobState.CANCELLED, "ended_at": now(), "reason": None}
    count = _change(session, JobState.WAITING, ended)
    _record(session, Action.JOB_CANCELLED, JobState.WAITING, JobState.CANCELLED, count, by)
    return count


def retry_extractions(session: Session, *, by: int | None = None) -> int:
    """Let cancelled extractions wait again, at most MOST_AT_ONCE, and return how many."""
    steps = {"steps_done": None, "steps_total": None}
    again = {"state": JobState.WAITING, "ended_at": None, "tries": 0, "due_at": now(), **steps}
    count = _change(session, JobState.CANCELLED, again)
    _record(session, Action.JOB_RETRIED, JobState.CANCELLED, JobState.WAITING, count, by)
    return count


def _change(session: Session, before: JobState, values: Mapping[str, object]) -> int:
    # A worker is about to run what it has locked.
    chosen = (
        select(Job.id, Job.subject)
        .where(Job.kind == EXTRACTION, Job.state == before)
        .order_by(Job.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    jobs = session.execute(chosen).all()
    for start in range(0, len(jobs), CHUNK):
        chunk = jobs[start : start + CHUNK]
        session.execute(
            update(Job)
            .where(Job.id.in_([job.id for job in chunk]))
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        cancelled = values["state"] is JobState.CANCELLED
        show_extractions(session, [job.subject for job in chunk], cancelled=cancelled)
    return len(jobs)


def _record(
    session: Session, action: Action, before: JobState, after: JobState, count: int, by: int | None
) -> None:
    if count:
        told = {"kind": EXTRACTION, "jobs": count, "state": after}
        record(session, action, "extractions", before={"state": before}, after=told, by=by)
