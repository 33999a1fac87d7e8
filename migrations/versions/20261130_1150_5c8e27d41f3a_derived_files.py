"""derived files"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5c8e27d41f3a"
down_revision = "d4a90c6be217"
branch_labels = None
depends_on = None

FROZEN = "a release is never changed or removed"
# The columns that identify a row: SQLite's INSERT OR REPLACE asks no trigger of a removal.
THERE = (
    "EXISTS (SELECT 1 FROM derived_file WHERE release_id = NEW.release_id"
    " AND key = NEW.key AND writer = NEW.writer)"
)


def upgrade() -> None:
    op.create_table(
        "derived_file",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("derived_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "key", "writer", name=op.f("pk_derived_file")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_derived_file_release_id")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_derived_file_sha256")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_derived_file_size")),
        sa.CheckConstraint("length(writer) > 0", name=op.f("ck_derived_file_writer")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _refuse_on_sqlite("INSERT", f" WHEN {THERE}")
        _refuse_on_sqlite("UPDATE")
        _refuse_on_sqlite("DELETE")
    else:
        op.execute(
            "CREATE TRIGGER derived_file_change BEFORE UPDATE OR DELETE OR TRUNCATE ON derived_file"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_release_change()"
        )


def downgrade() -> None:
    op.drop_table("derived_file")


def _refuse_on_sqlite(change: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER derived_file_{change.lower()} BEFORE {change} ON derived_file{when}"
        f" BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    )
