"""other fields of documents

A document has the id by which others call it, and what its file says beside the known fields.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "9a1f6d30c7b8"
down_revision = "a70c3b58e9d1"
branch_labels = None
depends_on = None

CHECKS = {
    "external_id": "length(trim(external_id)) > 0",
    "other_fields": "other_fields LIKE '{%}'",
}


def upgrade() -> None:
    with op.batch_alter_table("document") as table:
        for column in CHECKS:
            table.add_column(sa.Column(column, sa.String(), nullable=True))
        for check, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_document_{check}"), condition)
    op.create_index(op.f("ix_document_external_id"), "document", ["external_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_document_external_id"), "document")
    with op.batch_alter_table("document") as table:
        for check in CHECKS:
            table.drop_constraint(op.f(f"ck_document_{check}"), type_="check")
        for column in CHECKS:
            table.drop_column(column)
