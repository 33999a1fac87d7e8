"""order of decisions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0f6b2d93c1e8"
down_revision = "e41b7c05d2f9"
branch_labels = None
depends_on = None

WHOSE = ["claim_set_id", "annotator_id"]
#: Until now their times told the order.
NUMBER = """
UPDATE assignment SET decided_number = numbered.number
FROM (
    SELECT id, row_number() OVER (
        PARTITION BY claim_set_id, annotator_id ORDER BY decided_at, id
    ) AS number
    FROM assignment WHERE decided_at IS NOT NULL
) AS numbered
WHERE numbered.id = assignment.id
"""


def upgrade() -> None:
    op.add_column("assignment", sa.Column("decided_number", sa.Integer(), nullable=True))
    op.execute(NUMBER)
    op.drop_index(op.f("ix_assignment_claim_set_id_annotator_id_decided_at"), "assignment")
    with op.batch_alter_table("assignment") as batch:
        batch.create_unique_constraint(
            op.f("uq_assignment_claim_set_id_annotator_id_decided_number"),
            [*WHOSE, "decided_number"],
        )
        batch.create_check_constraint(
            op.f("ck_assignment_decided_with_number"),
            "(decided_at IS NULL) = (decided_number IS NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("assignment") as batch:
        batch.drop_constraint(op.f("ck_assignment_decided_with_number"), type_="check")
        batch.drop_constraint(
            op.f("uq_assignment_claim_set_id_annotator_id_decided_number"), type_="unique"
        )
        batch.drop_column("decided_number")
    op.create_index(
        op.f("ix_assignment_claim_set_id_annotator_id_decided_at"),
        "assignment",
        [*WHOSE, "decided_at"],
    )
