"""hints"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '774097b98740'
down_revision = '299f6c06a814'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('hint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('decided_id', sa.Integer(), nullable=True),
    sa.Column('snapshot_id', sa.Integer(), nullable=True),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('end', sa.Integer(), nullable=True),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(snapshot_id IS NULL) = ("end" IS NULL)', name=op.f('ck_hint_end')),
    sa.CheckConstraint('(snapshot_id IS NULL) = (start IS NULL)', name=op.f('ck_hint_start')),
    sa.CheckConstraint('0 <= start AND start < "end"', name=op.f('ck_hint_span')),
    sa.CheckConstraint('decided_id IS NOT NULL OR snapshot_id IS NOT NULL', name=op.f('ck_hint_something')),
    sa.CheckConstraint('rank >= 1', name=op.f('ck_hint_rank')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_hint_assignment_id')),
    sa.ForeignKeyConstraint(['decided_id'], ['set_claim.id'], name=op.f('fk_hint_decided_id')),
    sa.ForeignKeyConstraint(['snapshot_id'], ['snapshot.id'], name=op.f('fk_hint_snapshot_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hint'))
    )
    op.create_index(op.f('ix_hint_decided_id'), 'hint', ['decided_id'], unique=False)
    op.create_index(op.f('ix_hint_snapshot_id'), 'hint', ['snapshot_id'], unique=False)
    op.create_index('uq_hint_claim', 'hint', ['assignment_id', 'decided_id'], unique=True, postgresql_where=sa.text('snapshot_id IS NULL'), sqlite_where=sa.text('snapshot_id IS NULL'))
    op.create_index('uq_hint_passage', 'hint', ['assignment_id', 'snapshot_id', 'start', 'end'], unique=True, postgresql_where=sa.text('snapshot_id IS NOT NULL'), sqlite_where=sa.text('snapshot_id IS NOT NULL'))
    op.create_table('hint_opening',
    sa.Column('hint_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('fetch_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['fetch_id'], ['fetch.id'], name=op.f('fk_hint_opening_fetch_id')),
    sa.ForeignKeyConstraint(['hint_id'], ['hint.id'], name=op.f('fk_hint_opening_hint_id')),
    sa.PrimaryKeyConstraint('hint_id', name=op.f('pk_hint_opening'))
    )
    op.create_index(op.f('ix_hint_opening_fetch_id'), 'hint_opening', ['fetch_id'], unique=False)
    op.add_column('claim_set', sa.Column('hints', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('judgement', sa.Column('hints', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column('judgement', 'hints')
    op.drop_column('claim_set', 'hints')
    op.drop_table('hint_opening')
    op.drop_table('hint')
