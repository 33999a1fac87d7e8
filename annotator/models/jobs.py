"""The worker's jobs: this table is the queue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from annotator.models.base import Base, Numbered
from annotator.terms import JobState

_OPEN = text("state IN ('waiting', 'running')")
_WAITING = text("state = 'waiting'")
_RUNNING = text("state = 'running'")


class Job(Numbered, Base):
    """One piece of work for the worker: its `kind` is a key of `JOBS`, its `subject` the row's id.

    `subject` is 0 for work on the whole database. `holder` is a random word of the run that has
    the job until `lease_until`: without it no run changes the job. `reason` says why the last try
    failed. A job that waits is not taken before `due_at`.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("length(trim(kind)) > 0", name="kind"),
        CheckConstraint("subject >= 0", name="subject"),
        CheckConstraint("tries >= CASE state WHEN 'running' THEN 1 ELSE 0 END", name="tries"),
        CheckConstraint("(state = 'running') = (holder IS NOT NULL)", name="holder"),
        CheckConstraint("(state = 'running') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("NOT cancel_asked OR state = 'running'", name="cancel"),
        CheckConstraint("0 <= steps_done AND steps_done <= steps_total", name="progress"),
        CheckConstraint("state <> 'running' OR started_at IS NOT NULL", name="started"),
        CheckConstraint(
            "(state IN ('waiting', 'running')) = (ended_at IS NULL)",
            name="ended",
        ),
        CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name="failed"),
        CheckConstraint("state <> 'done' OR reason IS NULL", name="done"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        Index(
            "uq_job_open",
            "kind",
            "subject",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index(
            "ix_job_waiting",
            "kind",
            "due_at",
            "id",
            postgresql_where=_WAITING,
            sqlite_where=_WAITING,
        ),
        Index(
            "ix_job_running",
            "kind",
            "lease_until",
            postgresql_where=_RUNNING,
            sqlite_where=_RUNNING,
        ),
        Index(None, "state", "id"),
        Index(None, "kind", "subject"),
    )

    kind: Mapped[str]
    subject: Mapped[int]
    state: Mapped[JobState]
    tries: Mapped[int]
    holder: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    cancel_asked: Mapped[bool]
    steps_done: Mapped[int | None]
    steps_total: Mapped[int | None]
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
