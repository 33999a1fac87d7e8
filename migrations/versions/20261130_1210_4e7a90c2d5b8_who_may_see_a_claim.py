"""who may see a claim"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from alembic.operations import BatchOperations

revision = "4e7a90c2d5b8"
down_revision = "c5e8a17f3d90"
branch_labels = None
depends_on = None

ONE_OF = "visibility IN ('public', 'waiting', 'private')"
WAITING = sa.text("visibility = 'waiting'")
# A subclaim is public as long as one set has a place for it.
VISIBILITY_OF_CLAIMS = """
UPDATE claim SET visibility = CASE replacement WHEN 'reworded' THEN 'private' ELSE 'waiting' END
WHERE replacement = 'reworded' OR replacement = 'split' AND NOT EXISTS (
    SELECT 1 FROM set_claim WHERE set_claim.claim_id = claim.id AND set_claim.position > 0)
"""
REPLACEMENT = """
UPDATE claim SET replacement = CASE visibility WHEN 'private' THEN 'reworded' ELSE 'split' END
WHERE replaces_id IS NOT NULL
"""


def upgrade() -> None:
    _add_visibility("claim")
    op.execute(VISIBILITY_OF_CLAIMS)
    with op.batch_alter_table("claim") as table:
        table.drop_constraint(op.f("ck_claim_replacement"), type_="check")
        table.drop_constraint(op.f("ck_claim_replacement_given"), type_="check")
        table.drop_column("replacement")
        table.alter_column("visibility", existing_type=sa.String(40), existing_nullable=False, server_default=None)
        table.create_check_constraint(op.f("ck_claim_visibility"), ONE_OF)
        table.create_check_constraint(op.f("ck_claim_public"), "visibility = 'public' OR replaces_id IS NOT NULL")
    _add_visibility("set_claim")
    with op.batch_alter_table("set_claim") as table:
        table.drop_constraint(op.f("ck_set_claim_position"), type_="check")
        table.alter_column("position", existing_type=sa.Integer(), nullable=True)
        _rename(table, "waits_for_id", "split_from_id")
    op.execute("UPDATE set_claim SET position = NULL, visibility = 'waiting' WHERE position < 0")
    with op.batch_alter_table("set_claim") as table:
        table.alter_column("visibility", existing_type=sa.String(40), existing_nullable=False, server_default=None)
        table.create_check_constraint(op.f("ck_set_claim_visibility"), ONE_OF)
        table.create_check_constraint(op.f("ck_set_claim_place"), "position > 0")
        table.create_check_constraint(op.f("ck_set_claim_has_place"), "(visibility = 'public') = (position IS NOT NULL)")
        table.create_check_constraint(op.f("ck_set_claim_waits_for"), "visibility = 'public' OR split_from_id IS NOT NULL")
        table.create_check_constraint(op.f("ck_set_claim_is_a_claim"), "visibility <> 'private'")
        table.create_check_constraint(op.f("ck_set_claim_split_from"), "split_from_id <> id")
        _refer(table, "split_from_id")
    op.create_index("ix_set_claim_waiting", "set_claim", ["claim_set_id"], postgresql_where=WAITING, sqlite_where=WAITING)
    _move_subclaims("judgement_part", "judgement_subclaim")


def downgrade() -> None:
    _move_subclaims("judgement_subclaim", "judgement_part")
    op.drop_index("ix_set_claim_waiting", "set_claim")
    with op.batch_alter_table("set_claim") as table:
        for name in ("visibility", "place", "has_place", "waits_for", "is_a_claim", "split_from"):
            table.drop_constraint(op.f(f"ck_set_claim_{name}"), type_="check")
        _rename(table, "split_from_id", "waits_for_id")
    op.execute("UPDATE set_claim SET position = -claim_id WHERE position IS NULL")
    with op.batch_alter_table("set_claim") as table:
        table.drop_column("visibility")
        table.alter_column("position", existing_type=sa.Integer(), nullable=False)
        table.create_check_constraint(
            op.f("ck_set_claim_position"), "position > 0 OR position < 0 AND waits_for_id IS NOT NULL AND waits_for_id <> id"
        )
        _refer(table, "waits_for_id")
    op.add_column("claim", sa.Column("replacement", sa.String(40), nullable=True))
    op.execute(REPLACEMENT)
    with op.batch_alter_table("claim") as table:
        table.drop_constraint(op.f("ck_claim_visibility"), type_="check")
        table.drop_constraint(op.f("ck_claim_public"), type_="check")
        table.drop_column("visibility")
        table.create_check_constraint(op.f("ck_claim_replacement"), "replacement IN ('reworded', 'split')")
        table.create_check_constraint(op.f("ck_claim_replacement_given"), "(replaces_id IS NULL) = (replacement IS NULL)")


def _add_visibility(table: str) -> None:
    op.add_column(table, sa.Column("visibility", sa.String(40), nullable=False, server_default="public"))


def _rename(table: BatchOperations, before: str, after: str) -> None:
    """Rename the claim that a subclaim was split from; its key and index come in a batch after."""
    table.drop_index(op.f(f"ix_set_claim_{before}"))
    table.drop_constraint(op.f(f"fk_set_claim_{before}_claim_set_id"), type_="foreignkey")
    table.alter_column(before, new_column_name=after, existing_type=sa.Integer(), existing_nullable=True)


def _refer(table: BatchOperations, column: str) -> None:
    name = op.f(f"fk_set_claim_{column}_claim_set_id")
    table.create_foreign_key(name, "set_claim", [column, "claim_set_id"], ["id", "claim_set_id"])
    table.create_index(op.f(f"ix_set_claim_{column}"), [column])


def _move_subclaims(before: str, after: str) -> None:
    """Copy the table under its new name: its constraints are named after it."""
    op.create_table(
        after,
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("judgement_id", "position", name=op.f(f"pk_{after}")),
        sa.UniqueConstraint("judgement_id", "claim_id", name=op.f(f"uq_{after}_judgement_id_claim_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f(f"fk_{after}_claim_id")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.id"], name=op.f(f"fk_{after}_judgement_id")),
    )
    op.execute(f"INSERT INTO {after} (judgement_id, position, claim_id) SELECT judgement_id, position, claim_id FROM {before}")
    op.drop_table(before)
    op.create_index(op.f(f"ix_{after}_claim_id"), after, ["claim_id"])
