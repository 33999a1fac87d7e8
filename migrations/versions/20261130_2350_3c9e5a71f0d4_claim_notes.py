"""claim notes

What the checks find in the words of claims, which the worker looks for. No claim has them yet.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3c9e5a71f0d4"
down_revision = "7d1f0c9e4a68"
branch_labels = None
depends_on = None

WAITING = sa.text("noted_for IS NULL AND visibility = 'public'")


def upgrade() -> None:
    op.add_column("claim", sa.Column("noted_for", sa.String(), nullable=True))
    op.create_index("ix_claim_unnoted", "claim", ["id"], postgresql_where=WAITING, sqlite_where=WAITING)
    op.create_table(
        "claim_note",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(message)) > 0", name=op.f("ck_claim_note_message")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_note_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_note")),
    )


def downgrade() -> None:
    op.drop_table("claim_note")
    op.drop_index("ix_claim_unnoted", "claim")
    with op.batch_alter_table("claim") as claim:
        claim.drop_column("noted_for")
