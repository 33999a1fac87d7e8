"""drafts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'ead61ccad60f'
down_revision = 'c41d5a90b7e2'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('draft',
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('save', sa.String(), nullable=False),
    sa.Column('fields', sa.String(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tidy_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_draft_version')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_draft_assignment_id')),
    sa.PrimaryKeyConstraint('assignment_id', name=op.f('pk_draft'))
    )
    op.create_index(op.f('ix_draft_tidy_at'), 'draft', ['tidy_at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_draft_tidy_at'), table_name='draft')
    op.drop_table('draft')
