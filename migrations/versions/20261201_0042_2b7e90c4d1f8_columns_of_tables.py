"""columns of tables

Which columns of a table an editor chose, for the next table with the same header.
"""

import sqlalchemy as sa
from alembic import op

revision = "2b7e90c4d1f8"
down_revision = "8a2c61f3d7e5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_columns",
        sa.Column("header_key", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("header_key", name=op.f("pk_table_columns")),
        sa.CheckConstraint("length(header_key) = 64", name=op.f("ck_table_columns_header_key")),
    )


def downgrade() -> None:
    op.drop_table("table_columns")
