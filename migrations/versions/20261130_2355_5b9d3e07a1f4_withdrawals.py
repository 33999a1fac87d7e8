"""withdrawals

Documents and claims of sets can be withdrawn. A downgrade puts them back: documents are shown again,
claims come to the end of their sets.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5b9d3e07a1f4"
down_revision = "3c9e5a71f0d4"
branch_labels = None
depends_on = None

TABLES = ("document", "set_claim")
COLUMNS = ("withdrawn_at", "withdrawal_reason", "withdrawn_by_id")
WITHDRAWN = sa.text("withdrawn_at IS NOT NULL")
CHECKS = {
    "withdrawn": "withdrawn_at IS NOT NULL OR (withdrawn_by_id IS NULL AND withdrawal_reason IS NULL)",
    "withdrawal_reason": "length(trim(withdrawal_reason)) > 0",
}
BEFORE = "visibility IN ('public', 'waiting', 'private')"
SINCE = "visibility IN ('public', 'waiting', 'private', 'withdrawn')"
# Behind the last place of their set, in the order of their ids.
BACK_INTO_SETS = """
UPDATE set_claim SET visibility = 'public', position = (
    SELECT coalesce(max(other.position), 0) FROM set_claim AS other
    WHERE other.claim_set_id = set_claim.claim_set_id
) + (
    SELECT count(*) FROM set_claim AS earlier
    WHERE earlier.claim_set_id = set_claim.claim_set_id AND earlier.visibility = 'withdrawn'
    AND earlier.id <= set_claim.id
)
WHERE visibility = 'withdrawn'
"""


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
            table.add_column(sa.Column("withdrawal_reason", sa.String(), nullable=True))
            table.add_column(sa.Column("withdrawn_by_id", sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_withdrawn_by_id"), "user_account", ["withdrawn_by_id"], ["id"])
            for check, condition in CHECKS.items():
                table.create_check_constraint(op.f(f"ck_{name}_{check}"), condition)
        op.create_index(f"ix_{name}_withdrawn", name, ["withdrawn_at"], postgresql_where=WITHDRAWN, sqlite_where=WITHDRAWN)
    with op.batch_alter_table("set_claim") as table:
        for check in ("visibility", "waits_for"):
            table.drop_constraint(op.f(f"ck_set_claim_{check}"), type_="check")
        table.create_check_constraint(op.f("ck_set_claim_visibility"), SINCE)
        table.create_check_constraint(op.f("ck_set_claim_waits_on"), "visibility <> 'waiting' OR split_from_id IS NOT NULL")
        table.create_check_constraint(
            op.f("ck_set_claim_out_of_the_set"), "(visibility = 'withdrawn') = (withdrawn_at IS NOT NULL)"
        )
    with op.batch_alter_table("claim") as table:
        for check in ("visibility", "public"):
            table.drop_constraint(op.f(f"ck_claim_{check}"), type_="check")
        table.create_check_constraint(op.f("ck_claim_visibility"), SINCE)
        table.create_check_constraint(
            op.f("ck_claim_has_whole"), "visibility IN ('public', 'withdrawn') OR replaces_id IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("set_claim") as table:
        for check in ("visibility", "waits_on", "out_of_the_set"):
            table.drop_constraint(op.f(f"ck_set_claim_{check}"), type_="check")
    op.execute(BACK_INTO_SETS)
    op.execute("UPDATE claim SET visibility = 'public' WHERE visibility = 'withdrawn'")
    with op.batch_alter_table("claim") as table:
        for check in ("visibility", "has_whole"):
            table.drop_constraint(op.f(f"ck_claim_{check}"), type_="check")
        table.create_check_constraint(op.f("ck_claim_visibility"), BEFORE)
        table.create_check_constraint(op.f("ck_claim_public"), "visibility = 'public' OR replaces_id IS NOT NULL")
    with op.batch_alter_table("set_claim") as table:
        table.create_check_constraint(op.f("ck_set_claim_visibility"), BEFORE)
        table.create_check_constraint(op.f("ck_set_claim_waits_for"), "visibility = 'public' OR split_from_id IS NOT NULL")
    for name in TABLES:
        op.drop_index(f"ix_{name}_withdrawn", name)
        with op.batch_alter_table(name) as table:
            for check in CHECKS:
                table.drop_constraint(op.f(f"ck_{name}_{check}"), type_="check")
            table.drop_constraint(op.f(f"fk_{name}_withdrawn_by_id"), type_="foreignkey")
            for column in COLUMNS:
                table.drop_column(column)
