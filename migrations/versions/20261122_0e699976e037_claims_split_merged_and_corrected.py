"""claims split merged and corrected"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0e699976e037'
down_revision = 'ead61ccad60f'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('judgement_part',
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_judgement_part_claim_id')),
    sa.ForeignKeyConstraint(['judgement_id'], ['judgement.id'], name=op.f('fk_judgement_part_judgement_id')),
    sa.PrimaryKeyConstraint('judgement_id', 'position', name=op.f('pk_judgement_part')),
    sa.UniqueConstraint('judgement_id', 'claim_id', name=op.f('uq_judgement_part_judgement_id_claim_id'))
    )
    op.create_index(op.f('ix_judgement_part_claim_id'), 'judgement_part', ['claim_id'], unique=False)

    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_judgement_candidate_decision'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_checkable'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_judgement_candidate_decision'), "candidate IN ('accepted', 'reworded', 'split', 'merged', 'rejected')")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_checkable'), "(candidate IN ('accepted', 'reworded')) = (checkability IS NOT NULL)")
        batch_op.add_column(sa.Column('merged_with_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('speaker_decision', sa.String(length=40), server_default='as_found', nullable=False))
        batch_op.add_column(sa.Column('speaker_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('worthiness', sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_judgement_speaker_id'), 'agent', ['speaker_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_judgement_merged_with_id'), 'claim', ['merged_with_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_judgement_merged'), "(candidate = 'merged') = (merged_with_id IS NOT NULL)")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_speaker'), "(speaker_decision = 'corrected') = (speaker_id IS NOT NULL)")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_speaker_decision'), "speaker_decision IN ('as_found', 'corrected', 'nobody')")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_worth_checking'), "worthiness IS NULL OR candidate IN ('accepted', 'reworded')")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_worthiness'), "worthiness IN ('CFS', 'UFS', 'NFS')")

    with op.batch_alter_table('mention', schema=None) as batch_op:
        batch_op.add_column(sa.Column('made_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_mention_made_by_id'), 'user_account', ['made_by_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_mention_made_by'), "(rule = 'person') = (made_by_id IS NOT NULL)")

    with op.batch_alter_table('set_claim', schema=None) as batch_op:
        batch_op.add_column(sa.Column('waits_for_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_set_claim_waits_for_id'), ['waits_for_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_set_claim_waits_for_id_claim_set_id'), 'set_claim', ['waits_for_id', 'claim_set_id'], ['id', 'claim_set_id'])
        batch_op.create_check_constraint(batch_op.f('ck_set_claim_position'), 'position > 0 OR position < 0 AND waits_for_id IS NOT NULL AND waits_for_id <> id')



def downgrade() -> None:
    # Parts that waited come in; the older tables know no place to wait.
    op.execute('UPDATE set_claim SET position = (SELECT max(other.position) FROM set_claim AS other WHERE other.claim_set_id = set_claim.claim_set_id) + (SELECT count(*) FROM set_claim AS earlier WHERE earlier.claim_set_id = set_claim.claim_set_id AND earlier.position < 0 AND earlier.position >= set_claim.position) WHERE position < 0')
    with op.batch_alter_table('set_claim', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_set_claim_position'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_set_claim_waits_for_id_claim_set_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_set_claim_waits_for_id'))
        batch_op.drop_column('waits_for_id')

    with op.batch_alter_table('mention', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_mention_made_by'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_mention_made_by_id'), type_='foreignkey')
        batch_op.drop_column('made_by_id')

    # What the older tables cannot hold: no claim as it stands, and why.
    op.execute("UPDATE judgement SET candidate = 'rejected', rejection_reason = 'not_atomic', merged_with_id = NULL WHERE candidate IN ('split', 'merged')")
    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_judgement_candidate_decision'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_checkable'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_judgement_candidate_decision'), "candidate IN ('accepted', 'reworded', 'rejected')")
        batch_op.create_check_constraint(batch_op.f('ck_judgement_checkable'), "(candidate = 'rejected') = (checkability IS NULL)")
        batch_op.drop_constraint(batch_op.f('ck_judgement_worthiness'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_worth_checking'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_speaker_decision'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_speaker'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_judgement_merged'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_judgement_merged_with_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_judgement_speaker_id'), type_='foreignkey')
        batch_op.drop_column('worthiness')
        batch_op.drop_column('speaker_id')
        batch_op.drop_column('speaker_decision')
        batch_op.drop_column('merged_with_id')

    op.drop_index(op.f('ix_judgement_part_claim_id'), table_name='judgement_part')
    op.drop_table('judgement_part')
