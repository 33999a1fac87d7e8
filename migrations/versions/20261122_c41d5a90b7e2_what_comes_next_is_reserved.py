"""what comes next is reserved"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'c41d5a90b7e2'
down_revision = '3f1c0a9d27be'
branch_labels = None
depends_on = None

STATES = "state IN ('reserved', 'active', 'reopened', 'done', 'skipped', 'lapsed')"
STATES_BEFORE = "state IN ('active', 'done', 'skipped', 'lapsed')"
DECIDED = "(state IN ('done', 'reopened', 'skipped')) = (decided_at IS NOT NULL)"
FULL = sa.text('seats_left = 0')
RETURNED = sa.text('returned AND seats_left > 0')

# Each claim its place among those of one person, as they were given out.
TURNS = """
UPDATE assignment SET turn = (
    SELECT count(*) FROM assignment AS earlier
    WHERE earlier.claim_set_id = assignment.claim_set_id
      AND earlier.annotator_id = assignment.annotator_id
      AND earlier.round = assignment.round AND earlier.id <= assignment.id)
"""
DECIDED_AT = """
UPDATE assignment SET decided_at = coalesce(
    (SELECT max(judgement.created_at) FROM judgement
     WHERE judgement.assignment_id = assignment.id), opened_at)
WHERE state IN ('done', 'skipped')
"""
PROGRESS = """
INSERT INTO progress (claim_set_id, annotator_id, round, judged, turns, passed)
SELECT claim_set_id, annotator_id, round, sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END),
       max(turn), 0
FROM assignment GROUP BY claim_set_id, annotator_id, round
"""
# A claim with a free seat may be one that somebody gave back.
GIVEN_BACK = """
UPDATE set_claim SET returned = true WHERE seats_left > 0 AND EXISTS (
    SELECT 1 FROM assignment WHERE assignment.set_claim_id = set_claim.id
      AND assignment.state IN ('skipped', 'lapsed'))
"""
SEATS_FREED = """
UPDATE set_claim SET seats_left = seats_left + (
    SELECT count(*) FROM assignment
    WHERE assignment.set_claim_id = set_claim.id AND assignment.state = 'reserved')
WHERE EXISTS (
    SELECT 1 FROM assignment
    WHERE assignment.set_claim_id = set_claim.id AND assignment.state = 'reserved')
"""
# Without known answers such a claim is one like the others, for whoever has not judged it.
SEATS_OPENED = """
UPDATE set_claim SET seats_left = (
    SELECT CASE WHEN claim_set.overlap > count(assignment.id)
                THEN claim_set.overlap - count(assignment.id) ELSE 0 END
    FROM claim_set LEFT JOIN assignment ON assignment.set_claim_id = set_claim.id
      AND assignment.state IN ('active', 'reopened', 'done')
    WHERE claim_set.id = set_claim.claim_set_id GROUP BY claim_set.overlap)
WHERE EXISTS (SELECT 1 FROM known_answer WHERE known_answer.set_claim_id = set_claim.id)
"""


def upgrade() -> None:
    op.create_table('progress',
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('annotator_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('judged', sa.Integer(), nullable=False),
    sa.Column('turns', sa.Integer(), nullable=False),
    sa.Column('passed', sa.Integer(), nullable=False),
    sa.CheckConstraint('judged >= 0 AND turns >= 0 AND passed >= 0', name=op.f('ck_progress_counts')),
    sa.ForeignKeyConstraint(['annotator_id'], ['user_account.id'], name=op.f('fk_progress_annotator_id')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_progress_claim_set_id')),
    sa.PrimaryKeyConstraint('claim_set_id', 'annotator_id', 'round', name=op.f('pk_progress'))
    )
    op.create_index(op.f('ix_progress_annotator_id'), 'progress', ['annotator_id'], unique=False)
    op.create_table('known_answer',
    sa.Column('set_claim_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Enum('normal', 'overlap', 'calibration', 'known_answer', name='purpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('not_checkable_reason', sa.Enum('opinion', 'prediction', 'question_or_instruction', 'too_vague', 'unreadable', 'out_of_scope', 'duplicate', name='not_checkable_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('rejection_reason', sa.Enum('not_a_claim', 'wrong_words', 'not_atomic', 'page_furniture', name='rejection_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("purpose IN ('calibration', 'known_answer')", name=op.f('ck_known_answer_known')),
    sa.CheckConstraint("CASE WHEN verdict IS NULL THEN 0 ELSE 1 END + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END = 1", name=op.f('ck_known_answer_outcome')),
    sa.CheckConstraint('length(trim(reason)) > 0', name=op.f('ck_known_answer_reason')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_known_answer_made_by_id')),
    sa.ForeignKeyConstraint(['scheme_id'], ['label_scheme.id'], name=op.f('fk_known_answer_scheme_id')),
    sa.ForeignKeyConstraint(['scheme_id', 'verdict'], ['verdict.scheme_id', 'verdict.code'], name=op.f('fk_known_answer_scheme_id_verdict')),
    sa.ForeignKeyConstraint(['set_claim_id', 'claim_set_id'], ['set_claim.id', 'set_claim.claim_set_id'], name=op.f('fk_known_answer_set_claim_id_claim_set_id')),
    sa.PrimaryKeyConstraint('set_claim_id', name=op.f('pk_known_answer'))
    )
    op.create_index(op.f('ix_known_answer_claim_set_id_purpose'), 'known_answer', ['claim_set_id', 'purpose'], unique=False)
    op.create_index(op.f('ix_known_answer_made_by_id'), 'known_answer', ['made_by_id'], unique=False)
    # Written out: with its check in the column, neither database copies the table for it.
    op.execute('ALTER TABLE claim_set ADD COLUMN known_every INTEGER CONSTRAINT ck_claim_set_known_every CHECK (known_every >= 2)')
    op.add_column('claim_set', sa.Column('answers_shown', sa.Boolean(), nullable=False, server_default=sa.false()))
    # Columns with a default go into the table in place, on both databases.
    op.add_column('set_claim', sa.Column('returned', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(GIVEN_BACK)
    op.create_index('ix_set_claim_full', 'set_claim', ['claim_set_id'], postgresql_where=FULL, sqlite_where=FULL)
    op.create_index('ix_set_claim_returned', 'set_claim', ['claim_set_id', 'position'], postgresql_where=RETURNED, sqlite_where=RETURNED)
    op.add_column('assignment', sa.Column('turn', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('assignment', sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True))
    op.execute(TURNS)
    op.execute(DECIDED_AT)
    op.execute(PROGRESS)
    with op.batch_alter_table('assignment') as table:
        table.drop_constraint(op.f('ck_assignment_assignment_state'), type_='check')
        table.create_check_constraint(op.f('ck_assignment_assignment_state'), STATES)
        table.create_check_constraint(op.f('ck_assignment_decided'), DECIDED)
        table.create_check_constraint(op.f('ck_assignment_turn'), 'turn >= 1')
        table.alter_column('turn', existing_type=sa.Integer(), existing_nullable=False, server_default=None)
        table.create_index(op.f('ix_assignment_claim_set_id_annotator_id_decided_at'), ['claim_set_id', 'annotator_id', 'decided_at'])


def downgrade() -> None:
    # A reservation is given back; a judgement that is being revised stands as it was.
    op.execute(SEATS_FREED)
    op.execute(SEATS_OPENED)
    with op.batch_alter_table('assignment') as table:
        table.drop_index(op.f('ix_assignment_claim_set_id_annotator_id_decided_at'))
        table.drop_constraint(op.f('ck_assignment_decided'), type_='check')
        table.drop_constraint(op.f('ck_assignment_turn'), type_='check')
        table.drop_column('decided_at')
        table.drop_column('turn')
    op.execute("UPDATE assignment SET state = 'lapsed' WHERE state = 'reserved'")
    op.execute("UPDATE assignment SET state = 'done' WHERE state = 'reopened'")
    with op.batch_alter_table('assignment') as table:
        table.drop_constraint(op.f('ck_assignment_assignment_state'), type_='check')
        table.create_check_constraint(op.f('ck_assignment_assignment_state'), STATES_BEFORE)
    op.drop_index('ix_set_claim_full', table_name='set_claim', postgresql_where=FULL, sqlite_where=FULL)
    op.drop_index('ix_set_claim_returned', table_name='set_claim', postgresql_where=RETURNED, sqlite_where=RETURNED)
    op.drop_column('set_claim', 'returned')
    op.drop_column('claim_set', 'answers_shown')
    op.drop_column('claim_set', 'known_every')
    op.drop_index(op.f('ix_known_answer_made_by_id'), table_name='known_answer')
    op.drop_index(op.f('ix_known_answer_claim_set_id_purpose'), table_name='known_answer')
    op.drop_table('known_answer')
    op.drop_index(op.f('ix_progress_annotator_id'), table_name='progress')
    op.drop_table('progress')
