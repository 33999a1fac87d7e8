"""places of withdrawn claims"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c8d2f40b7e19"
down_revision = "8c1f4e6b07a9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("set_claim", sa.Column("withdrawn_place", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("set_claim", "withdrawn_place")
