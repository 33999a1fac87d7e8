"""a skip can be redone"""

from __future__ import annotations

from alembic import op

revision = 'e94b07c3a5d8'
down_revision = 'c8d2b6e17f30'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('assignment') as batch:
        batch.drop_constraint(op.f('ck_assignment_skip_reason_given'), type_='check')
        batch.create_check_constraint(
            op.f('ck_assignment_why_skipped'), "state <> 'skipped' OR skip_reason IS NOT NULL"
        )
        batch.create_check_constraint(
            op.f('ck_assignment_why_where_skipped'),
            "skip_reason IS NULL OR state IN ('skipped', 'active')",
        )


def downgrade() -> None:
    # The older table forgets why a claim that is open again had been skipped.
    op.execute("UPDATE assignment SET skip_reason = NULL WHERE state <> 'skipped'")
    with op.batch_alter_table('assignment') as batch:
        batch.drop_constraint(op.f('ck_assignment_why_where_skipped'), type_='check')
        batch.drop_constraint(op.f('ck_assignment_why_skipped'), type_='check')
        batch.create_check_constraint(
            op.f('ck_assignment_skip_reason_given'),
            "(state = 'skipped') = (skip_reason IS NOT NULL)",
        )
