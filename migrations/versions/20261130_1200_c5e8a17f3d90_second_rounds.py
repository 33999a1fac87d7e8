"""second rounds

How many annotators were left when a round of a claim began is kept: the free seats of the claim
follow from it. For rounds that have begun already it is what their seats say; 50, the highest
overlap, where as many were asked as the overlap says. The order of a review queue keeps the hash of
the judgements that it was counted from.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c5e8a17f3d90"
down_revision = "5c8e27d41f3a"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO second_round (adjudication_id, set_claim_id, round, people)
SELECT id, set_claim_id, round,
       CASE WHEN asked >= overlap THEN 50 WHEN asked < 1 THEN 1 ELSE asked END
FROM (
    SELECT adjudication.id, adjudication.set_claim_id, adjudication.round + 1 AS round,
           claim_set.overlap,
           CASE WHEN set_claim.round = adjudication.round + 1 THEN set_claim.seats_left ELSE 0 END
           + (SELECT count(*) FROM assignment
              WHERE assignment.set_claim_id = adjudication.set_claim_id
              AND assignment.round = adjudication.round + 1
              AND assignment.state IN ('reserved', 'active', 'reopened', 'done')) AS asked
    FROM adjudication
    JOIN set_claim ON set_claim.id = adjudication.set_claim_id
    JOIN claim_set ON claim_set.id = set_claim.claim_set_id
    WHERE adjudication.decision = 'second_round'
) AS begun
"""


def upgrade() -> None:
    op.create_table(
        "second_round",
        sa.Column("adjudication_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("round >= 2", name=op.f("ck_second_round_round")),
        sa.CheckConstraint("people >= 1", name=op.f("ck_second_round_people")),
        sa.ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"],
            ["adjudication.id", "adjudication.set_claim_id"],
            name=op.f("fk_second_round_adjudication_id_set_claim_id"),
        ),
        sa.PrimaryKeyConstraint("adjudication_id", name=op.f("pk_second_round")),
        sa.UniqueConstraint("set_claim_id", "round", name=op.f("uq_second_round_set_claim_id_round")),
    )
    op.add_column("queue_order", sa.Column("votes_sha256", sa.String(), nullable=True))
    op.execute(FILL)


def downgrade() -> None:
    op.drop_column("queue_order", "votes_sha256")
    op.drop_table("second_round")
