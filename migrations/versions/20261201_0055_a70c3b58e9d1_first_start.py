"""the link with which the first account is made"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a70c3b58e9d1"
down_revision = "2b7e90c4d1f8"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "first_start",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_first_start")),
        sa.CheckConstraint("place = 1", name=op.f("ck_first_start_one")),
        sa.CheckConstraint("length(token_sha256) = 64", name=op.f("ck_first_start_token_sha256")),
        sa.CheckConstraint("expires_at > made_at", name=op.f("ck_first_start_lasts")),
    )


def downgrade() -> None:
    op.drop_table("first_start")
