"""form hashes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3fa60b9d72c8"
down_revision = "7d1e5b90c4a6"
branch_labels = None
depends_on = None

TABLES = ("judgement", "adjudication")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("form_sha256", sa.String(), nullable=True))
        with op.batch_alter_table(table) as batch:
            batch.create_check_constraint(
                op.f(f"ck_{table}_form_sha256"), "length(form_sha256) = 64"
            )


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_form_sha256"), type_="check")
            batch.drop_column("form_sha256")
