"""final judgements"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c41e8a7d3f96"
down_revision = "3fa60b9d72c8"
branch_labels = None
depends_on = None

# Until now a closed set could have reopened judgements; the earlier judgement counts.
KEEP_CLOSED = """
    UPDATE assignment SET state = 'done'
    WHERE state = 'reopened'
    AND claim_set_id IN (SELECT id FROM claim_set WHERE state = 'closed')
"""
MARK = """
    UPDATE assignment SET final = true
    WHERE state = 'done'
    AND (
        claim_set_id IN (SELECT id FROM claim_set WHERE state = 'closed')
        OR EXISTS (
            SELECT 1 FROM adjudication
            WHERE adjudication.set_claim_id = assignment.set_claim_id
            AND adjudication.decision IN
                ('one_right', 'both_acceptable', 'confirmed', 'all_wrong')
        )
    )
"""


def upgrade() -> None:
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("final", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.create_check_constraint(op.f("ck_assignment_final"), "NOT final OR state = 'done'")
    op.execute(KEEP_CLOSED)
    op.execute(MARK)


def downgrade() -> None:
    with op.batch_alter_table("assignment") as batch:
        batch.drop_constraint(op.f("ck_assignment_final"), type_="check")
        batch.drop_column("final")
