"""plans of claims"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c7f21e8a04d9"
down_revision = "c8d2f40b7e19"
branch_labels = None
depends_on = None

MESSAGE = "the claim is for other annotators"
NOT_NAMED = (
    "EXISTS (SELECT 1 FROM set_claim WHERE set_claim.id = NEW.set_claim_id AND set_claim.named"
    " AND NOT EXISTS (SELECT 1 FROM named_annotator"
    " WHERE named_annotator.set_claim_id = set_claim.id"
    " AND named_annotator.user_id = NEW.annotator_id))"
)
AGAIN = "OLD.state IN ('lapsed', 'skipped') AND NEW.state NOT IN ('lapsed', 'skipped')"
TRIGGERS = (
    ("assignment_named", "BEFORE INSERT ON assignment", None),
    ("assignment_named_again", "BEFORE UPDATE OF state ON assignment", AGAIN),
)


def upgrade() -> None:
    op.add_column("set_claim", sa.Column("due_on", sa.Date(), nullable=True))
    for name in ("put_first", "named"):
        op.add_column(
            "set_claim", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_table(
        "named_annotator",
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("set_claim_id", "user_id", name=op.f("pk_named_annotator")),
        sa.ForeignKeyConstraint(
            ["set_claim_id"],
            ["set_claim.id"],
            name=op.f("fk_named_annotator_set_claim_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_named_annotator_user_id")
        ),
    )
    op.create_index(op.f("ix_named_annotator_user_id"), "named_annotator", ["user_id"])
    for name, event, when in TRIGGERS:
        _create(name, event, when)


def downgrade() -> None:
    for name, _event, _when in TRIGGERS:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON assignment")
            op.execute(f"DROP FUNCTION refuse_{name}()")
    op.drop_table("named_annotator")
    with op.batch_alter_table("set_claim") as batch:
        for name in ("due_on", "put_first", "named"):
            batch.drop_column(name)


def _create(name: str, event: str, when: str | None) -> None:
    if op.get_bind().dialect.name == "sqlite":
        condition = f"{when} AND {NOT_NAMED}" if when else NOT_NAMED
        op.execute(
            f"CREATE TRIGGER {name} {event} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {NOT_NAMED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';"
        " END IF; RETURN NEW; END $$"
    )
    condition = f" WHEN ({when})" if when else ""
    op.execute(
        f"CREATE TRIGGER {name} {event} FOR EACH ROW{condition} EXECUTE FUNCTION refuse_{name}()"
    )
