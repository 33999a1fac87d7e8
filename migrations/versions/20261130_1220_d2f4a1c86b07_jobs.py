"""jobs

The table `job` is the worker's queue. Each document and each fetch that waited for the worker gets
a job in its state. A fetch no longer counts its tries, and a queue order no longer keeps why it
could not be counted: the job does both.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d2f4a1c86b07"
down_revision = "4e7a90c2d5b8"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
STATES = ("waiting", "running", "done", "failed", "cancelled")
DOCUMENT_JOB = {
    "kind": "extraction",
    "state": "extraction",
    "reason": "extraction_failure",
    "created_at": "created_at",
    "ended_at": "created_at",
}
FETCH_JOB = {
    "kind": "fetch",
    "state": "CASE state WHEN 'ready' THEN 'done' ELSE state END",
    "reason": "reason",
    "created_at": "asked_at",
    "ended_at": "finished_at",
}


def upgrade() -> None:
    _create_job()
    _move_in("document", DOCUMENT_JOB)
    _move_in("\"fetch\" WHERE origin IN ('fetched', 'uploaded')", FETCH_JOB)
    op.drop_index("ix_document_waiting", "document")
    op.drop_index("ix_fetch_waiting", "fetch")
    with op.batch_alter_table("fetch") as fetch:
        fetch.drop_constraint(op.f("ck_fetch_tries"), type_="check")
        fetch.drop_column("tries")
    op.execute("DELETE FROM queue_order WHERE counted_at IS NULL")
    with op.batch_alter_table("queue_order") as order:
        order.drop_constraint(op.f("ck_queue_order_failure"), type_="check")
        order.drop_column("failure")
        order.alter_column("counted_at", existing_type=TIME, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("queue_order") as order:
        order.alter_column("counted_at", existing_type=TIME, nullable=True)
        order.add_column(sa.Column("failure", sa.String(), nullable=True))
        order.create_check_constraint(op.f("ck_queue_order_failure"), "length(trim(failure)) > 0")
    with op.batch_alter_table("fetch") as fetch:
        fetch.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        fetch.create_check_constraint(op.f("ck_fetch_tries"), "tries >= 0")
    with op.batch_alter_table("fetch") as fetch:
        fetch.alter_column("tries", existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    _partial_index("ix_fetch_waiting", "fetch", ["id"], "state = 'waiting'")
    _partial_index("ix_document_waiting", "document", ["id"], "extraction = 'waiting'")
    op.drop_table("job")


def _create_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="job_state", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=True),
        sa.Column("steps_total", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("started_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.CheckConstraint("length(trim(kind)) > 0", name=op.f("ck_job_kind")),
        sa.CheckConstraint("subject >= 0", name=op.f("ck_job_subject")),
        sa.CheckConstraint("tries >= CASE state WHEN 'running' THEN 1 ELSE 0 END", name=op.f("ck_job_tries")),
        sa.CheckConstraint("(state = 'running') = (holder IS NOT NULL)", name=op.f("ck_job_holder")),
        sa.CheckConstraint("(state = 'running') = (lease_until IS NOT NULL)", name=op.f("ck_job_lease")),
        sa.CheckConstraint("NOT cancel_asked OR state = 'running'", name=op.f("ck_job_cancel")),
        sa.CheckConstraint("0 <= steps_done AND steps_done <= steps_total", name=op.f("ck_job_progress")),
        sa.CheckConstraint("state <> 'running' OR started_at IS NOT NULL", name=op.f("ck_job_started")),
        sa.CheckConstraint("(state IN ('waiting', 'running')) = (ended_at IS NULL)", name=op.f("ck_job_ended")),
        sa.CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name=op.f("ck_job_failed")),
        sa.CheckConstraint("state <> 'done' OR reason IS NULL", name=op.f("ck_job_done")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_job_reason")),
    )
    _partial_index("uq_job_open", "job", ["kind", "subject"], "state IN ('waiting', 'running')", unique=True)
    _partial_index("ix_job_waiting", "job", ["kind", "due_at", "id"], "state = 'waiting'")
    _partial_index("ix_job_running", "job", ["kind", "lease_until"], "state = 'running'")
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"])
    op.create_index(op.f("ix_job_kind_subject"), "job", ["kind", "subject"])


def _move_in(source: str, job: dict[str, str]) -> None:
    """Add a job for each row of the source, with these columns; one that ended keeps its reason."""
    ended = f"{job['state']} <> 'waiting'"
    reason = f"CASE {job['state']} WHEN 'failed' THEN coalesce(nullif(trim({job['reason']}), ''), 'It failed.') END"
    op.execute(
        "INSERT INTO job (kind, subject, state, tries, cancel_asked, reason, created_at, due_at, ended_at)"
        f" SELECT '{job['kind']}', id, {job['state']}, 0, {_false()}, {reason}, {job['created_at']},"
        f" {job['created_at']}, CASE WHEN {ended} THEN {job['ended_at']} END FROM {source} ORDER BY id"
    )


def _false() -> str:
    return "0" if op.get_bind().dialect.name == "sqlite" else "false"


def _partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, postgresql_where=rows, sqlite_where=rows)
