"""not factual is not checkable"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d4a90c6be217"
down_revision = "b61f0d93e7a4"
branch_labels = None
depends_on = None

CONTRADICTION = "worthiness = 'NFS' AND checkability = 'checkable'"
RULE = (
    "predates_not_factual_rule OR coalesce(worthiness, '') <> 'NFS'"
    " OR coalesce(checkability, '') <> 'checkable'"
)
# The trigger that the CHECK replaces.
WRONG = "NEW.worthiness = 'NFS' AND NEW.checkability = 'checkable'"
REFUSED = "what is no fact is not checkable"


def upgrade() -> None:
    _drop_trigger()
    # Judgements never change, so those from before the rule keep their answers.
    op.add_column(
        "judgement",
        sa.Column(
            "predates_not_factual_rule", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )
    op.execute(f"UPDATE judgement SET predates_not_factual_rule = true WHERE {CONTRADICTION}")
    with op.batch_alter_table("judgement") as batch:
        batch.create_check_constraint(op.f("ck_judgement_not_factual"), RULE)


def downgrade() -> None:
    with op.batch_alter_table("judgement") as batch:
        batch.drop_constraint(op.f("ck_judgement_not_factual"), type_="check")
        batch.drop_column("predates_not_factual_rule")
    _create_trigger()


def _drop_trigger() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER judgement_insert")
    else:
        op.execute("DROP TRIGGER judgement_insert ON judgement")
        op.execute("DROP FUNCTION refuse_checkable_no_fact()")


def _create_trigger() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER judgement_insert BEFORE INSERT ON judgement WHEN {WRONG}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION refuse_checkable_no_fact() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER judgement_insert BEFORE INSERT ON judgement FOR EACH ROW"
            f" WHEN ({WRONG}) EXECUTE FUNCTION refuse_checkable_no_fact()"
        )
