"""claims that were complete"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "7d1f0c9e4a68"
down_revision = "a1c47e0b95d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "set_claim",
        sa.Column("was_complete", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # A further round follows a decision. Who raised an overlap before is not known by claim.
    op.execute("UPDATE set_claim SET was_complete = true WHERE round > 1")


def downgrade() -> None:
    with op.batch_alter_table("set_claim") as batch:
        batch.drop_column("was_complete")
