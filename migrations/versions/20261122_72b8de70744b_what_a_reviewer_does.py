"""what a reviewer does"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '72b8de70744b'
down_revision = 'a3f7c1958e02'
branch_labels = None
depends_on = None

DECISIONS = "decision IN ('one_right', 'both_acceptable', 'all_wrong', 'confirmed', 'sent_back', 'second_round', 'reopened')"
DECISIONS_BEFORE = "decision IN ('one_right', 'both_acceptable', 'all_wrong')"
SUPERSEDES = 'number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL'

# Before, a claim could only be decided: what else a reviewer did goes, and the rest moves up.
SETTLING = "decision IN ('one_right', 'both_acceptable', 'all_wrong', 'confirmed')"
WITHOUT_THE_REST = (
    'UPDATE adjudication SET supersedes_id = NULL',
    'DELETE FROM adjudication_reason WHERE adjudication_id IN'
    f' (SELECT id FROM adjudication WHERE NOT ({SETTLING}))',
    f'DELETE FROM adjudication WHERE NOT ({SETTLING})',
    "UPDATE adjudication SET decision = 'one_right' WHERE decision = 'confirmed'",
    "UPDATE adjudication SET note = 'A spot check found nothing wrong.' WHERE trim(note) = ''",
    # Below nothing first: no two rows may have one number meanwhile.
    """
    UPDATE adjudication SET number = -(SELECT count(*) FROM adjudication AS earlier
      WHERE earlier.set_claim_id = adjudication.set_claim_id
        AND earlier.round = adjudication.round AND earlier.id <= adjudication.id)
    """,
    'UPDATE adjudication SET number = -number',
    """
    UPDATE adjudication SET supersedes_id = (SELECT max(earlier.id) FROM adjudication AS earlier
      WHERE earlier.set_claim_id = adjudication.set_claim_id
        AND earlier.round = adjudication.round AND earlier.id < adjudication.id)
    """,
)


def upgrade() -> None:
    op.create_table('spot_check',
    sa.Column('set_claim_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('drawn_by_id', sa.Integer(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['drawn_by_id'], ['user_account.id'], name=op.f('fk_spot_check_drawn_by_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'claim_set_id'], ['set_claim.id', 'set_claim.claim_set_id'], name=op.f('fk_spot_check_set_claim_id_claim_set_id')),
    sa.PrimaryKeyConstraint('set_claim_id', name=op.f('pk_spot_check'))
    )
    op.create_index(op.f('ix_spot_check_claim_set_id_set_claim_id'), 'spot_check', ['claim_set_id', 'set_claim_id'], unique=False)
    op.create_index(op.f('ix_spot_check_drawn_by_id'), 'spot_check', ['drawn_by_id'], unique=False)
    op.create_table('adjudication_evidence',
    sa.Column('adjudication_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('passage_id', sa.Integer(), nullable=False),
    sa.Column('stance', sa.Enum('supports', 'contradicts', 'neutral', 'irrelevant', name='stance', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('coverage', sa.Enum('full', 'partial', name='coverage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('set_number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_precision', sa.Enum('year', 'month', 'day', name='precision', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f('ck_adjudication_evidence_url')),
    sa.CheckConstraint('(published_at IS NULL) = (published_precision IS NULL)', name=op.f('ck_adjudication_evidence_published')),
    sa.CheckConstraint('set_number >= 1', name=op.f('ck_adjudication_evidence_set_number')),
    sa.ForeignKeyConstraint(['adjudication_id'], ['adjudication.id'], name=op.f('fk_adjudication_evidence_adjudication_id')),
    sa.ForeignKeyConstraint(['passage_id'], ['passage.id'], name=op.f('fk_adjudication_evidence_passage_id')),
    sa.PrimaryKeyConstraint('adjudication_id', 'position', name=op.f('pk_adjudication_evidence')),
    sa.UniqueConstraint('adjudication_id', 'passage_id', name=op.f('uq_adjudication_evidence_adjudication_id_passage_id'))
    )
    op.create_index(op.f('ix_adjudication_evidence_passage_id'), 'adjudication_evidence', ['passage_id'], unique=False)
    op.create_table('reply',
    sa.Column('adjudication_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('annotator_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('judges', 'decides', name='part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("part = 'judges'", name=op.f('ck_reply_judges')),
    sa.CheckConstraint('length(trim(text)) > 0', name=op.f('ck_reply_text')),
    sa.ForeignKeyConstraint(['adjudication_id', 'set_claim_id'], ['adjudication.id', 'adjudication.set_claim_id'], name=op.f('fk_reply_adjudication_id_set_claim_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'annotator_id', 'part'], ['participation.set_claim_id', 'participation.user_id', 'participation.part'], name=op.f('fk_reply_set_claim_id_annotator_id_part')),
    sa.PrimaryKeyConstraint('adjudication_id', 'annotator_id', name=op.f('pk_reply'))
    )
    op.create_table('sent_back',
    sa.Column('adjudication_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('assignment_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['adjudication_id', 'set_claim_id'], ['adjudication.id', 'adjudication.set_claim_id'], name=op.f('fk_sent_back_adjudication_id_set_claim_id')),
    sa.ForeignKeyConstraint(['judgement_id', 'assignment_id'], ['judgement.id', 'judgement.assignment_id'], name=op.f('fk_sent_back_judgement_id_assignment_id')),
    sa.ForeignKeyConstraint(['judgement_id', 'set_claim_id'], ['judgement.id', 'judgement.set_claim_id'], name=op.f('fk_sent_back_judgement_id_set_claim_id')),
    sa.PrimaryKeyConstraint('adjudication_id', 'assignment_id', name=op.f('pk_sent_back'))
    )
    op.create_index(op.f('ix_sent_back_assignment_id_adjudication_id'), 'sent_back', ['assignment_id', 'adjudication_id'], unique=False)
    with op.batch_alter_table('adjudication') as table:
        table.drop_constraint(op.f('ck_adjudication_chosen_judgement'), type_='check')
        table.drop_constraint(op.f('ck_adjudication_note'), type_='check')
        table.drop_constraint(op.f('ck_adjudication_decision'), type_='check')
        table.create_check_constraint(op.f('ck_adjudication_decision'), DECISIONS)
        table.create_check_constraint(op.f('ck_adjudication_chosen'), "(decision IN ('one_right', 'both_acceptable', 'confirmed')) = (chosen_judgement_id IS NOT NULL)")
        table.create_check_constraint(op.f('ck_adjudication_noted'), "decision = 'confirmed' OR length(trim(note)) > 0")
        table.create_check_constraint(op.f('ck_adjudication_reopens'), "decision <> 'reopened' OR number > 1")
    # Written out: with its check in the column, neither database copies the table for it.
    op.execute('ALTER TABLE set_claim ADD COLUMN round INTEGER DEFAULT 1 NOT NULL CONSTRAINT ck_set_claim_round CHECK (round >= 1)')


def downgrade() -> None:
    # A second round that is not over ends: the judgements that it brought stay.
    op.execute('UPDATE set_claim SET seats_left = 0 WHERE round > 1')
    with op.batch_alter_table('set_claim') as table:
        table.drop_constraint(op.f('ck_set_claim_round'), type_='check')
        table.drop_column('round')
    op.drop_table('sent_back')
    op.drop_table('reply')
    op.drop_table('adjudication_evidence')
    op.drop_table('spot_check')
    with op.batch_alter_table('adjudication') as table:
        for name in ('supersedes', 'reopens', 'noted', 'chosen', 'decision'):
            table.drop_constraint(op.f(f'ck_adjudication_{name}'), type_='check')
    for statement in WITHOUT_THE_REST:
        op.execute(statement)
    with op.batch_alter_table('adjudication') as table:
        table.create_check_constraint(op.f('ck_adjudication_supersedes'), SUPERSEDES)
        table.create_check_constraint(op.f('ck_adjudication_decision'), DECISIONS_BEFORE)
        table.create_check_constraint(op.f('ck_adjudication_note'), 'length(trim(note)) > 0')
        table.create_check_constraint(op.f('ck_adjudication_chosen_judgement'), "(decision = 'all_wrong') = (chosen_judgement_id IS NULL)")
