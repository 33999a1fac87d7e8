"""sources can be closed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'b61f0d93e7a4'
down_revision = 'e94b07c3a5d8'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('fetch') as batch:
        batch.add_column(sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True))
        batch.create_check_constraint(
            op.f('ck_fetch_closed'), "closed_at IS NULL OR state <> 'waiting'"
        )


def downgrade() -> None:
    # The older table shows what was closed again; it loses nothing else.
    with op.batch_alter_table('fetch') as batch:
        batch.drop_constraint(op.f('ck_fetch_closed'), type_='check')
        batch.drop_column('closed_at')
