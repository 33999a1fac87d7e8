"""doubts

Why the extraction is unsure of a mention, and whether it kept its statement whole on purpose.
Earlier mentions have no doubt on record.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "9b3e6d41c7f2"
down_revision = "d2f4a1c86b07"
branch_labels = None
depends_on = None

DOUBTS = ("repair", "attachment", "speaker")


def upgrade() -> None:
    with op.batch_alter_table("mention") as mention:
        mention.add_column(sa.Column("kept_whole", sa.Boolean(), nullable=False, server_default=sa.false()))
        mention.create_check_constraint(op.f("ck_mention_kept_whole"), "NOT kept_whole OR rule <> 'person'")
    op.create_table(
        "mention_doubt",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Enum(*DOUBTS, name="doubt", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_mention_doubt_mention_id")),
        sa.PrimaryKeyConstraint("mention_id", "doubt", name=op.f("pk_mention_doubt")),
    )


def downgrade() -> None:
    op.drop_table("mention_doubt")
    with op.batch_alter_table("mention") as mention:
        mention.drop_constraint(op.f("ck_mention_kept_whole"), type_="check")
        mention.drop_column("kept_whole")
