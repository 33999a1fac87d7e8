"""audit trail"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '5b8e0d2f6a41'
down_revision = '53b36e35664e'
branch_labels = None
depends_on = None

APPEND_ONLY = 'the audit trail only grows: an event is never changed or removed'
FOLLOWS = 'an event of the audit trail follows the last one'
# The last event has the next lower number, and its hash is the one that this event names.
LAST_NUMBER = '(SELECT coalesce(max(number), 0) FROM audit_event)'
LAST_HASH = f"""coalesce((SELECT hash FROM audit_event ORDER BY number DESC LIMIT 1), '{'0' * 64}')"""
STRAY = f'NEW.number <> {LAST_NUMBER} + 1 OR NEW.previous <> {LAST_HASH}'


def upgrade() -> None:
    op.create_table('audit_event',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=True),
    sa.Column('set_claim_id', sa.Integer(), nullable=True),
    sa.Column('change', sa.String(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.CheckConstraint('number >= 1', name=op.f('ck_audit_event_number')),
    sa.CheckConstraint('length(trim(action)) > 0', name=op.f('ck_audit_event_action')),
    sa.CheckConstraint('length(trim(subject)) > 0', name=op.f('ck_audit_event_subject')),
    sa.CheckConstraint('length(previous) = 64 AND length(hash) = 64', name=op.f('ck_audit_event_hash')),
    sa.CheckConstraint('set_claim_id IS NULL OR claim_set_id IS NOT NULL', name=op.f('ck_audit_event_set_claim')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_event')),
    sa.UniqueConstraint('hash', name=op.f('uq_audit_event_hash')),
    sa.UniqueConstraint('previous', name=op.f('uq_audit_event_previous'))
    )
    for columns in (('at', 'number'), ('actor_id', 'number'), ('action', 'number'),
                    ('claim_set_id', 'number'), ('set_claim_id', 'number')):
        op.create_index(op.f(f"ix_audit_event_{'_'.join(columns)}"), 'audit_event', list(columns))
    if op.get_bind().dialect.name == 'sqlite':
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def downgrade() -> None:
    op.drop_table('audit_event')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION refuse_audit_change()')
        op.execute('DROP FUNCTION refuse_stray_audit_event()')


def _guard_on_sqlite() -> None:
    for change in ('UPDATE', 'DELETE'):
        op.execute(
            f"CREATE TRIGGER audit_event_{change.lower()} BEFORE {change} ON audit_event"
            f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )
    # An INSERT OR REPLACE would remove a row without asking the triggers of its removal.
    op.execute(
        f"CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event WHEN {STRAY}"
        f" BEGIN SELECT RAISE(ABORT, '{FOLLOWS}'); END"
    )


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE FUNCTION refuse_stray_audit_event() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {STRAY} THEN RAISE EXCEPTION '{FOLLOWS}'"
        " USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event"
        " FOR EACH ROW EXECUTE FUNCTION refuse_stray_audit_event()"
    )
