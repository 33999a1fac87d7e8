"""chains of sets

The audit log has a chain for each set, and one for the installation. Events from before keep their
one chain, numbers, times and hashes: nothing of what its formula covers is changed. Each new chain
begins with the hash of its last event.

A downgrade keeps that chain alone: the older formula does not cover the newer events.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e41b7c05d2f9"
down_revision = "e4c17a92b6d3"
branch_labels = None
depends_on = None

TABLE = "audit_event"
KEPT = "at, actor_id, action, subject, claim_set_id, set_claim_id, change, previous, hash"
EARLIER = -1

APPEND_ONLY = "the audit log only grows: an event is never changed or removed"
FOLLOWS = "an event of the audit log follows the last one"
BEGINNING = "0" * 64
EARLIER_HASH = f"(SELECT hash FROM audit_event WHERE chain = {EARLIER} ORDER BY number DESC LIMIT 1)"
LAST_NUMBER = "(SELECT coalesce(max(number), 0) FROM audit_event WHERE chain = NEW.chain)"
LAST_HASH = f"coalesce((SELECT hash FROM audit_event WHERE chain = NEW.chain ORDER BY number DESC LIMIT 1), {EARLIER_HASH}, '{BEGINNING}')"
STRAY = f"NEW.chain < 0 OR NEW.number <> {LAST_NUMBER} + 1 OR NEW.previous <> {LAST_HASH}"

# As the first schema has them.
LAST_NUMBER_BEFORE = "(SELECT coalesce(max(number), 0) FROM audit_event)"
LAST_HASH_BEFORE = f"coalesce((SELECT hash FROM audit_event ORDER BY number DESC LIMIT 1), '{BEGINNING}')"
STRAY_BEFORE = f"NEW.number <> {LAST_NUMBER_BEFORE} + 1 OR NEW.previous <> {LAST_HASH_BEFORE}"


def upgrade() -> None:
    op.execute(f"CREATE TABLE audit_event_kept AS SELECT number, {KEPT} FROM {TABLE}")
    op.drop_table(TABLE)
    _create()
    token = "lower(hex(randomblob(12)))" if _on_sqlite() else "substr(replace(gen_random_uuid()::text, '-', ''), 1, 24)"
    op.execute(
        f"INSERT INTO {TABLE} (id, chain, number, token, vouches, {KEPT})"
        f" SELECT number, {EARLIER}, number, {token}, '', {KEPT} FROM audit_event_kept ORDER BY number"
    )
    op.drop_table("audit_event_kept")
    if not _on_sqlite():
        op.execute(f"SELECT setval(pg_get_serial_sequence('{TABLE}', 'id'), coalesce(max(id), 0) + 1, false) FROM {TABLE}")
    _guard(STRAY)


def downgrade() -> None:
    op.execute(f"CREATE TABLE audit_event_kept AS SELECT number, {KEPT} FROM {TABLE} WHERE chain = {EARLIER}")
    op.drop_table(TABLE)
    _create_before()
    op.execute(f"INSERT INTO {TABLE} (number, {KEPT}) SELECT number, {KEPT} FROM audit_event_kept ORDER BY number")
    op.drop_table("audit_event_kept")
    _guard(STRAY_BEFORE)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        *_columns(),
        sa.Column("vouches", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("chain", "number", name=op.f("uq_audit_event_chain_number")),
        sa.UniqueConstraint("chain", "previous", name=op.f("uq_audit_event_chain_previous")),
        sa.UniqueConstraint("token", name=op.f("uq_audit_event_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
        sa.CheckConstraint("chain >= -1", name=op.f("ck_audit_event_chain")),
        sa.CheckConstraint("length(token) = 24", name=op.f("ck_audit_event_token")),
        *_checks(),
    )
    _index("id")


def _create_before() -> None:
    op.create_table(
        TABLE,
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_columns(),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_event_previous")),
        *_checks(),
    )
    _index("number")


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=True),
        sa.Column("set_claim_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
    ]


def _checks() -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint("length(trim(action)) > 0", name=op.f("ck_audit_event_action")),
        sa.CheckConstraint("length(previous) = 64 AND length(hash) = 64", name=op.f("ck_audit_event_hash")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_event_number")),
        sa.CheckConstraint("set_claim_id IS NULL OR claim_set_id IS NOT NULL", name=op.f("ck_audit_event_set_claim")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_audit_event_subject")),
    ]


def _index(order: str) -> None:
    for column in ("action", "actor_id", "at", "claim_set_id", "set_claim_id"):
        op.create_index(op.f(f"ix_audit_event_{column}_{order}"), TABLE, [column, order])


def _guard(stray: str) -> None:
    if _on_sqlite():
        for change in ("UPDATE", "DELETE"):
            _refuse(change, APPEND_ONLY)
        _refuse("INSERT", FOLLOWS, stray)
        return
    body = f"IF {stray} THEN RAISE EXCEPTION '{FOLLOWS}' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW;"
    op.execute(f"CREATE OR REPLACE FUNCTION refuse_stray_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    op.execute(f"CREATE TRIGGER {TABLE}_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()")
    op.execute(f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse_stray_audit_event()")


def _refuse(change: str, message: str, condition: str | None = None) -> None:
    when = f" WHEN {condition}" if condition else ""
    op.execute(f"CREATE TRIGGER {TABLE}_{change.lower()} BEFORE {change} ON {TABLE}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END")
