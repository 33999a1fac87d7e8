"""Jobs that should run and do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.models import Job
from annotator.terms import JobState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class StuckJobs:
    """How many jobs wait since before a time, have lost their worker since then, and failed."""

    waiting: int
    abandoned: int
    failed: int


def stuck_jobs(session: Session, since: datetime) -> StuckJobs:
    """Return the jobs that were due before `since` and wait, or whose lease ended before it."""
    row = session.execute(
        select(
            func.count().filter(Job.state == JobState.WAITING, Job.due_at < since),
            func.count().filter(Job.state == JobState.RUNNING, Job.lease_until < since),
            func.count().filter(Job.state == JobState.FAILED),
        ).select_from(Job)
    ).one()
    return StuckJobs(*row)
