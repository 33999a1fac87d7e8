"""what the checks found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'f0e67bd9e1d7'
down_revision = '0e699976e037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('claim_band',
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_claim_band_claim_id')),
    sa.PrimaryKeyConstraint('value', 'claim_id', name=op.f('pk_claim_band'))
    )
    op.create_table('listed_domain',
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('domain', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('unreliable', 'satirical', name='listing_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.CheckConstraint('length(trim(domain)) > 0', name=op.f('ck_listed_domain_domain')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_listed_domain_claim_set_id')),
    sa.PrimaryKeyConstraint('claim_set_id', 'domain', name=op.f('pk_listed_domain'))
    )
    op.create_table('finding',
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('check_number', sa.Integer(), nullable=False),
    sa.Column('severity', sa.Enum('blocks', 'warns', 'notes', 'logged', name='severity', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('evidence', sa.Integer(), nullable=True),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.CheckConstraint("severity <> 'blocks'", name=op.f('ck_finding_kept')),
    sa.CheckConstraint("severity = 'warns' OR reason = ''", name=op.f('ck_finding_reason')),
    sa.CheckConstraint('check_number BETWEEN 1 AND 19', name=op.f('ck_finding_check_number')),
    sa.CheckConstraint('length(message) > 0', name=op.f('ck_finding_message')),
    sa.ForeignKeyConstraint(['judgement_id', 'evidence'], ['evidence_link.judgement_id', 'evidence_link.position'], name=op.f('fk_finding_judgement_id_evidence')),
    sa.ForeignKeyConstraint(['judgement_id'], ['judgement.id'], name=op.f('fk_finding_judgement_id')),
    sa.PrimaryKeyConstraint('judgement_id', 'position', name=op.f('pk_finding'))
    )
    op.create_index(op.f('ix_finding_check_number_judgement_id'), 'finding', ['check_number', 'judgement_id'])

    op.add_column('claim', sa.Column('compared', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('ix_claim_uncompared', 'claim', ['id'], postgresql_where=sa.text('NOT compared'), sqlite_where=sa.text('NOT compared'))
    op.add_column('claim_set', sa.Column('factchecks_allowed', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column('claim_set', 'factchecks_allowed')
    op.drop_index('ix_claim_uncompared', table_name='claim', postgresql_where=sa.text('NOT compared'), sqlite_where=sa.text('NOT compared'))
    op.drop_column('claim', 'compared')
    op.drop_index(op.f('ix_finding_check_number_judgement_id'), table_name='finding')
    op.drop_table('finding')
    op.drop_table('listed_domain')
    op.drop_table('claim_band')
