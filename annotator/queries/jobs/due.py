"""Whether a worker has anything to do: asked often, and without keeping writers waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, literal_column, or_, select

from annotator.models import Job
from annotator.storage.statements import Prepared
from annotator.terms import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def is_due(session: Session, kind: str, at: datetime) -> bool:
    """Return True if a job of this kind can be taken."""
    return bool(_IS_DUE.objects(session, kind=kind, at=at).one())


def without_job(session: Session, kind: str, subjects: Sequence[int], since: datetime) -> list[int]:
    """Return the subjects with no open job of this kind, and none that ended early since then."""
    if not subjects:
        return []
    rows = session.scalars(
        select(Job.subject).where(
            Job.kind == kind,
            Job.subject.in_(subjects),
            or_(
                Job.ended_at.is_(None),
                Job.state.in_((JobState.FAILED, JobState.CANCELLED)) & (Job.ended_at > since),
            ),
        )
    )
    known = set(rows)
    return [subject for subject in subjects if subject not in known]


def count_waiting(session: Session, kind: str) -> int:
    """Return how many jobs of this kind wait."""
    waiting = select(func.count()).where(Job.kind == kind, Job.state == literal_column("'waiting'"))
    return session.scalar(waiting) or 0


def any_open(session: Session, kind: str) -> bool:
    """Return True if a job of this kind waits or runs."""
    of_the_kind = exists().where(Job.kind == kind, Job.ended_at.is_(None))
    return bool(session.scalar(select(of_the_kind)))


# Written out: a bound state would keep both databases from the index of these jobs.
_IS_DUE = Prepared(
    select(
        or_(
            exists().where(
                Job.kind == bindparam("kind"),
                Job.state == literal_column("'waiting'"),
                Job.due_at <= bindparam("at"),
            ),
            exists().where(
                Job.kind == bindparam("kind"),
                Job.state == literal_column("'running'"),
                Job.lease_until <= bindparam("at"),
            ),
        )
    )
)
