"""Jobs that run: taken by one worker under a lease, and ended by it alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, literal_column, select, update

from annotator.clock import now
from annotator.errors import JobLost
from annotator.models import Job
from annotator.operations.jobs.subjects import show
from annotator.storage.statements import Prepared
from annotator.terms import JobState

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

#: A job that fails for a passing reason, or that ends its worker, is tried up to this number of
#: times.
MOST_TRIES = 3
LONGEST_REASON = 500
LOST = "The process that ran it was ended from outside."
KILLED = (
    f"The process that ran it was ended from outside {MOST_TRIES} times, perhaps because memory"
    " ran out."
)


@dataclass(frozen=True, slots=True)
class HeldJob:
    """A job that one run holds; `holder` proves it."""

    id: int
    kind: str
    subject: int
    holder: str


def take(session: Session, *, kind: str, lease: timedelta) -> HeldJob | None:
    """Take the next job of a kind: one whose lease ended, else the one that is due longest.

    Each counts as a try. A job that was lost in its last try fails, or is cancelled if that was
    asked.
    """
    at = now()
    while job := _lost(session, kind, at):
        job.reason = LOST
        if job.cancel_asked:
            _end(session, job, JobState.CANCELLED, None)
        elif job.tries >= MOST_TRIES:
            _end(session, job, JobState.FAILED, KILLED)
        else:
            return _run(session, job, at + lease)
    waiting = _DUE.objects(session, kind=kind, at=at).one_or_none()
    return _run(session, waiting, at + lease) if waiting else None


def prolong(
    session: Session,
    *,
    held: HeldJob,
    until: datetime,
    done: int | None = None,
    total: int | None = None,
    lasting: bool = False,
) -> bool:
    """Prolong the lease of a job and note its progress; return True if it must be cancelled.

    A try whose progress is `lasting` counts as the first: it got further than those before. Raises
    JobLost.
    """
    progress = {"steps_done": done, "steps_total": total, "tries": 1 if lasting else None}
    known = {name: steps for name, steps in progress.items() if steps is not None}
    row = session.execute(
        update(Job)
        .where(Job.id == held.id, Job.holder == held.holder)
        .values(lease_until=until, **known)
        .returning(Job.cancel_asked)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if row is None:
        raise JobLost(f"Job {held.id} belongs to another worker now.")
    return bool(row.cancel_asked)


def finish(session: Session, *, held: HeldJob) -> None:
    """End a job that is done; one that its result has ended already stays as it is."""
    job = _held(session, held)
    if job is not None:
        _end(session, job, JobState.DONE, None)


def finish_for(session: Session, *, kind: str, subject: int) -> None:
    """End the open job of a subject, whose result is kept in this transaction."""
    job = session.scalars(
        select(Job)
        .where(Job.kind == kind, Job.subject == subject, Job.ended_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if job is not None:
        _end(session, job, JobState.DONE, None)


def fail(session: Session, *, held: HeldJob, reason: str, again_at: datetime | None = None) -> None:
    """Note that a job failed: it waits until `again_at` if it has tries left, else it has failed.

    Without `again_at` the reason lasts. A job that another worker has now is left alone.
    """
    job = _held(session, held)
    if job is None:
        return
    if job.cancel_asked:
        _end(session, job, JobState.CANCELLED, None)
    elif again_at is not None and job.tries < MOST_TRIES:
        _wait(session, job, reason, again_at)
    else:
        _end(session, job, JobState.FAILED, reason)


def stop(session: Session, *, held: HeldJob) -> None:
    """End a job whose run stopped because an administrator cancelled it."""
    job = _held(session, held)
    if job is not None:
        _end(session, job, JobState.CANCELLED, None)


def give_back(session: Session, *, held: HeldJob, reason: str | None, due_at: datetime) -> None:
    """Let a job wait again as if this run had not taken it: the job is not to blame."""
    job = _held(session, held)
    if job is None:
        return
    if job.cancel_asked:
        _end(session, job, JobState.CANCELLED, None)
    else:
        job.tries -= 1
        _wait(session, job, reason, due_at)


def _lost(session: Session, kind: str, at: datetime) -> Job | None:
    return _LEASE_ENDED.objects(session, kind=kind, at=at).one_or_none()


def _held(session: Session, held: HeldJob) -> Job | None:
    return _HELD.objects(session, job_id=held.id, held_by=held.holder).one_or_none()


def _run(session: Session, job: Job, lease_until: datetime) -> HeldJob:
    job.state, job.tries, job.started_at = JobState.RUNNING, job.tries + 1, now()
    job.holder, job.lease_until = secrets.token_hex(8), lease_until
    job.steps_done = job.steps_total = None
    session.flush()
    return HeldJob(job.id, job.kind, job.subject, job.holder)


def _wait(session: Session, job: Job, reason: str | None, due_at: datetime) -> None:
    job.state, job.due_at, job.reason = JobState.WAITING, due_at, reason and _cut(reason)
    job.holder = job.lease_until = None
    session.flush()


def _end(session: Session, job: Job, state: JobState, reason: str | None) -> None:
    job.state, job.ended_at, job.reason = state, now(), reason and _cut(reason)
    job.holder = job.lease_until = None
    job.cancel_asked = False
    job.started_at = job.started_at or job.ended_at
    if state is not JobState.DONE:
        show(session, job)
    session.flush()


def _cut(reason: str) -> str:
    return " ".join(reason.split())[:LONGEST_REASON] or "It failed without a message."


# Written out: a bound state would keep both databases from the index of these jobs.
_IS_WAITING = Job.state == literal_column("'waiting'")
_IS_RUNNING = Job.state == literal_column("'running'")
# Two workers never take one job: on PostgreSQL each skips what the other has locked, on SQLite
# there is one writer at a time.
_DUE = Prepared(
    select(Job)
    .where(Job.kind == bindparam("kind"), _IS_WAITING, Job.due_at <= bindparam("at"))
    .order_by(Job.due_at, Job.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_LEASE_ENDED = Prepared(
    select(Job)
    .where(Job.kind == bindparam("kind"), _IS_RUNNING, Job.lease_until <= bindparam("at"))
    .order_by(Job.lease_until, Job.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_HELD = Prepared(
    select(Job)
    .where(Job.id == bindparam("job_id"), Job.holder == bindparam("held_by"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
