"""imports to confirm

What a person changed in a preview, and addresses to fetch.
"""

import sqlalchemy as sa
from alembic import op

revision = "8c1f4e6b07a9"
down_revision = "c2d84f19a6e3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_batch", sa.Column("version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("import_batch", sa.Column("ticks", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("import_file") as table:
        table.add_column(sa.Column("url", sa.String(), nullable=True))
        table.add_column(sa.Column("failure", sa.String(), nullable=True))
        table.create_check_constraint(op.f("ck_import_file_failure"), "failure IS NULL OR url IS NOT NULL")
    with op.batch_alter_table("prepared_chunk") as table:
        table.add_column(sa.Column("import_file_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("number", sa.Integer(), server_default="1", nullable=False))
        table.add_column(sa.Column("repeats", sa.String(), server_default="{}", nullable=False))
        table.create_foreign_key(op.f("fk_prepared_chunk_import_file_id"), "import_file", ["import_file_id"], ["id"])
        table.create_index(op.f("ix_prepared_chunk_import_file_id"), ["import_file_id"])
    _create_edits()


def downgrade() -> None:
    op.drop_table("import_edit")
    with op.batch_alter_table("prepared_chunk") as table:
        table.drop_index(op.f("ix_prepared_chunk_import_file_id"))
        table.drop_constraint(op.f("fk_prepared_chunk_import_file_id"), type_="foreignkey")
        for column in ("repeats", "number", "import_file_id"):
            table.drop_column(column)
    # An address that was not fetched has no content that an older program could read.
    op.execute("DELETE FROM import_file WHERE id NOT IN (SELECT import_file_id FROM import_file_chunk)")
    with op.batch_alter_table("import_file") as table:
        table.drop_constraint(op.f("ck_import_file_failure"), type_="check")
        for column in ("failure", "url"):
            table.drop_column(column)
    with op.batch_alter_table("import_batch") as table:
        for column in ("ticks", "version"):
            table.drop_column(column)


def _create_edits() -> None:
    op.create_table(
        "import_edit",
        sa.Column("import_file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("title", "outlet", "published", "author", "language")
        ),
        sa.Column("ticked", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("import_file_id", "number", name=op.f("pk_import_edit")),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name=op.f("fk_import_edit_import_file_id")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_import_edit_number")),
    )
