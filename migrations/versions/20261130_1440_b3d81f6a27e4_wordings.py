"""wordings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "b3d81f6a27e4"
down_revision = "2f7c9a05e6d1"
branch_labels = None
depends_on = None

UNITS = ("day", "weekday_before", "weekday_after", "month", "year")


def upgrade() -> None:
    op.create_table(
        "mention_insertion",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                *UNITS, name="date_unit", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("mention_id", "position", name=op.f("pk_mention_insertion")),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name=op.f("fk_mention_insertion_mention_id")
        ),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_mention_insertion_span")),
        sa.CheckConstraint(
            "unit IS NOT NULL OR length(trim(words)) > 0", name=op.f("ck_mention_insertion_words")
        ),
        sa.CheckConstraint(
            "(unit IS NULL) = (number IS NULL)", name=op.f("ck_mention_insertion_number")
        ),
        sa.CheckConstraint(
            "unit NOT IN ('weekday_before', 'weekday_after') OR number BETWEEN 0 AND 6",
            name=op.f("ck_mention_insertion_weekday"),
        ),
    )


def downgrade() -> None:
    op.drop_table("mention_insertion")
