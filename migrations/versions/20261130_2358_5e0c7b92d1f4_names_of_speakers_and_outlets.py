"""names of speakers and outlets

A row of `agent` or `outlet` may be a further name of another. A merge keeps what it moved, so that
it can be undone.
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "5e0c7b92d1f4"
down_revision = "5b9d3e07a1f4"
branch_labels = None
depends_on = None

REGISTERS = (
    ("agent", "speaker_merge", "merged_speaker_name", "merged_attribution", "attribution"),
    ("outlet", "outlet_merge", "merged_outlet_name", "merged_document", "document"),
)


def upgrade() -> None:
    op.create_index(op.f("ix_mention_attribution_id"), "mention", ["attribution_id"])
    for names, merges, merged_names, moved, of in REGISTERS:
        op.add_column(names, sa.Column("folded", sa.String(), nullable=True))
        _fold(names)
        with op.batch_alter_table(names) as batch:
            batch.alter_column("folded", nullable=False)
            batch.add_column(sa.Column("same_as_id", sa.Integer(), nullable=True))
            if names == "agent":
                batch.add_column(
                    sa.Column(
                        "organisation", sa.Boolean(), server_default=sa.false(), nullable=False
                    )
                )
            batch.create_foreign_key(
                op.f(f"fk_{names}_same_as_id_{names}"), names, ["same_as_id"], ["id"]
            )
            batch.create_check_constraint(op.f(f"ck_{names}_folded"), "length(folded) > 0")
            batch.create_check_constraint(op.f(f"ck_{names}_same_as"), "same_as_id <> id")
        op.create_index(op.f(f"ix_{names}_folded"), names, ["folded"])
        op.create_index(op.f(f"ix_{names}_same_as_id"), names, ["same_as_id"])
        _create_merges(names, merges)
        _create_moved(merges, merged_names, names)
        _create_moved(merges, moved, of, ondelete="CASCADE")
    op.create_table(
        "outlet_domain",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(domain)) > 0", name=op.f("ck_outlet_domain_domain")),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_domain_outlet_id_outlet")
        ),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_outlet_domain")),
    )
    op.create_index(op.f("ix_outlet_domain_outlet_id"), "outlet_domain", ["outlet_id"])


def _fold(names: str) -> None:
    """Write the folded names as the application does."""
    table = sa.table(names, sa.column("id", sa.Integer()), sa.column("name"), sa.column("folded"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(table.c.id, table.c.name)).all():
        this = sa.update(table).where(table.c.id == row.id)
        connection.execute(this.values(folded=_folded(row.name)))


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in letters if c.isalnum() or (_is_mark(c) and not unicodedata.combining(c)))
    return "".join(kept) or name.casefold()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _create_merges(names: str, merges: str) -> None:
    op.create_table(
        merges,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name_id <> into_id", name=op.f(f"ck_{merges}_into")),
        sa.CheckConstraint(
            "undone_at IS NOT NULL OR undone_by_id IS NULL", name=op.f(f"ck_{merges}_undone")
        ),
        sa.ForeignKeyConstraint(
            ["name_id"], [f"{names}.id"], name=op.f(f"fk_{merges}_name_id_{names}")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], [f"{names}.id"], name=op.f(f"fk_{merges}_into_id_{names}")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["user_account.id"],
            name=op.f(f"fk_{merges}_made_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"],
            ["user_account.id"],
            name=op.f(f"fk_{merges}_undone_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{merges}")),
    )
    op.create_index(op.f(f"ix_{merges}_into_id"), merges, ["into_id"])
    op.create_index(
        f"uq_{merges}_in_force",
        merges,
        ["name_id"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
        sqlite_where=sa.text("undone_at IS NULL"),
    )


def _create_moved(merges: str, moved: str, of: str, ondelete: str | None = None) -> None:
    op.create_table(
        moved,
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merge_id"], [f"{merges}.id"], name=op.f(f"fk_{moved}_merge_id_{merges}")
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], [f"{of}.id"], name=op.f(f"fk_{moved}_row_id_{of}"), ondelete=ondelete
        ),
        sa.PrimaryKeyConstraint("merge_id", "row_id", name=op.f(f"pk_{moved}")),
    )
    op.create_index(op.f(f"ix_{moved}_row_id"), moved, ["row_id"])


def downgrade() -> None:
    op.drop_table("outlet_domain")
    for names, merges, merged_names, moved, _of in reversed(REGISTERS):
        for table in (moved, merged_names, merges):
            op.drop_table(table)
        op.drop_index(op.f(f"ix_{names}_same_as_id"), names)
        op.drop_index(op.f(f"ix_{names}_folded"), names)
        with op.batch_alter_table(names) as batch:
            batch.drop_constraint(op.f(f"ck_{names}_same_as"), type_="check")
            batch.drop_constraint(op.f(f"ck_{names}_folded"), type_="check")
            batch.drop_constraint(op.f(f"fk_{names}_same_as_id_{names}"), type_="foreignkey")
            batch.drop_column("same_as_id")
            batch.drop_column("folded")
            if names == "agent":
                batch.drop_column("organisation")
    op.drop_index(op.f("ix_mention_attribution_id"), "mention")
