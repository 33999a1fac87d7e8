"""topics and publications"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c2d84f19a6e3"
down_revision = "b4d2a9f07c31"
branch_labels = None
depends_on = None

PRECISION = sa.Enum("year", "month", "day", name="precision", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("key", name=op.f("uq_topic_key")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_topic_name")),
    )
    for owner in ("document", "claim"):
        _topics_of(owner)
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_precision", PRECISION, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_publication_document_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_publication_outlet_id")),
        sa.CheckConstraint("outlet_id IS NOT NULL OR url IS NOT NULL", name=op.f("ck_publication_origin")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_publication_url")),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_precision IS NULL)", name=op.f("ck_publication_published")
        ),
    )
    for column in ("document_id", "outlet_id"):
        op.create_index(op.f(f"ix_publication_{column}"), "publication", [column])
    op.create_table(
        "merged_publication",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("merge_id", "row_id", name=op.f("pk_merged_publication")),
        sa.ForeignKeyConstraint(["merge_id"], ["outlet_merge.id"], name=op.f("fk_merged_publication_merge_id")),
        sa.ForeignKeyConstraint(
            ["row_id"], ["publication.id"], name=op.f("fk_merged_publication_row_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_merged_publication_row_id"), "merged_publication", ["row_id"])


def downgrade() -> None:
    for table in ("merged_publication", "publication", "claim_topic", "document_topic", "topic"):
        op.drop_table(table)


def _topics_of(owner: str) -> None:
    table, key = f"{owner}_topic", f"{owner}_id"
    op.create_table(
        table,
        sa.Column(key, sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(key, "topic_id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint([key], [f"{owner}.id"], name=op.f(f"fk_{table}_{key}")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f(f"fk_{table}_topic_id")),
    )
    op.create_index(op.f(f"ix_{table}_topic_id"), table, ["topic_id"])
