"""import jobs

An import has a state: uploaded, read, previewed, imported. Imports of before are done. A downgrade
deletes imports that are not done, with their hidden documents.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a1c47e0b95d2"
down_revision = "0f6b2d93c1e8"
branch_labels = None
depends_on = None

STATES = ("uploading", "reading", "previewed", "importing", "done", "failed", "cancelled")
STATE = sa.Enum(*STATES, name="import_state", native_enum=False, create_constraint=True, length=40)
UNFINISHED = sa.text("state <> 'done'")
UNTIDY = sa.text("NOT tidied")
CHECKS = {
    "failure": "(state = 'failed') = (failure IS NOT NULL)",
    "kept": "0 <= kept AND kept <= offered",
    "done": "state <> 'done' OR kept = offered",
    "tidied": "NOT tidied OR state IN ('done', 'cancelled')",
}
COLUMNS = ("state", "failure", "options", "preview", "offered", "kept", "tidied")
OF_UNFINISHED = "IN (SELECT id FROM import_batch WHERE state <> 'done')"


def upgrade() -> None:
    with op.batch_alter_table("import_batch") as table:
        table.add_column(sa.Column("state", STATE, nullable=False, server_default="done"))
        table.add_column(sa.Column("failure", sa.String(), nullable=True))
        table.add_column(sa.Column("options", sa.String(), nullable=True))
        table.add_column(sa.Column("preview", sa.String(), nullable=True))
        table.add_column(sa.Column("offered", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("kept", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("tidied", sa.Boolean(), nullable=False, server_default=sa.true()))
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_import_batch_{name}"), condition)
    _index("unfinished", UNFINISHED)
    _index("untidy", UNTIDY)
    _create_files()
    op.create_table(
        "prepared_chunk",
        sa.Column("import_batch_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_batch_id", "start", name=op.f("pk_prepared_chunk")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_prepared_chunk_import_batch_id")
        ),
        sa.CheckConstraint("start >= 1", name=op.f("ck_prepared_chunk_start")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_prepared_chunk_size")),
    )


def downgrade() -> None:
    for name in ("prepared_chunk", "import_file_chunk", "import_file"):
        op.drop_table(name)
    op.execute(f"DELETE FROM import_item WHERE import_batch_id {OF_UNFINISHED}")
    op.execute(f"DELETE FROM import_item WHERE document_id IN (SELECT id FROM document WHERE import_batch_id {OF_UNFINISHED})")
    op.execute(f"DELETE FROM document WHERE import_batch_id {OF_UNFINISHED}")
    op.execute("DELETE FROM import_batch WHERE state <> 'done'")
    for name in ("untidy", "unfinished"):
        op.drop_index(f"ix_import_batch_{name}", "import_batch")
    with op.batch_alter_table("import_batch") as table:
        for name in (*CHECKS, "import_state"):
            table.drop_constraint(op.f(f"ck_import_batch_{name}"), type_="check")
        for column in COLUMNS:
            table.drop_column(column)


def _index(name: str, condition: sa.TextClause) -> None:
    op.create_index(
        f"ix_import_batch_{name}",
        "import_batch",
        ["id"],
        postgresql_where=condition,
        sqlite_where=condition,
    )


def _create_files() -> None:
    op.create_table(
        "import_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_import_file_import_batch_id")
        ),
        sa.UniqueConstraint(
            "import_batch_id", "position", name=op.f("uq_import_file_import_batch_id_position")
        ),
        sa.CheckConstraint("size >= 0", name=op.f("ck_import_file_size")),
    )
    op.create_table(
        "import_file_chunk",
        sa.Column("import_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_file_id", "position", name=op.f("pk_import_file_chunk")),
        sa.ForeignKeyConstraint(
            ["import_file_id"], ["import_file.id"], name=op.f("fk_import_file_chunk_import_file_id")
        ),
    )
