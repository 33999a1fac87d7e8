"""corrected texts

A document can supersede another one. A downgrade lets the predecessor say its claims again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a7f03b6c81d2"
down_revision = "c7f21e8a04d9"
branch_labels = None
depends_on = None

BEFORE = "state IN ('suggested', 'confirmed', 'rejected')"
SINCE = "state IN ('suggested', 'confirmed', 'rejected', 'carried')"


def upgrade() -> None:
    with op.batch_alter_table("document") as table:
        table.add_column(sa.Column("supersedes_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_document_supersedes_id"), "document", ["supersedes_id"], ["id"])
        table.create_unique_constraint(op.f("uq_document_supersedes_id"), ["supersedes_id"])
        table.create_check_constraint(op.f("ck_document_supersedes"), "supersedes_id <> id")
    _states(SINCE)


def downgrade() -> None:
    op.execute("UPDATE match SET state = 'confirmed' WHERE state = 'carried'")
    _states(BEFORE)
    with op.batch_alter_table("document") as table:
        table.drop_constraint(op.f("ck_document_supersedes"), type_="check")
        table.drop_constraint(op.f("uq_document_supersedes_id"), type_="unique")
        table.drop_constraint(op.f("fk_document_supersedes_id"), type_="foreignkey")
        table.drop_column("supersedes_id")


def _states(condition: str) -> None:
    with op.batch_alter_table("match") as table:
        table.drop_constraint(op.f("ck_match_match_state"), type_="check")
        table.create_check_constraint(op.f("ck_match_match_state"), condition)
