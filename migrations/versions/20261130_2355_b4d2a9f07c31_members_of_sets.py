"""members of sets"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "b4d2a9f07c31"
down_revision = "5e0c7b92d1f4"
branch_labels = None
depends_on = None

NO_SEAT = "only an annotator of the set is given a claim of it"
NO_DECISION = "only a reviewer of the set decides in it"
#: Each trigger: its table, when it asks, and who is refused.
STRANGER = (
    "EXISTS (SELECT 1 FROM claim_set WHERE claim_set.id = NEW.claim_set_id"
    " AND claim_set.annotators_chosen AND NOT EXISTS (SELECT 1 FROM set_member"
    " WHERE set_member.claim_set_id = claim_set.id AND set_member.user_id = NEW.annotator_id"
    " AND set_member.role = 'annotator'))"
)
OTHER_REVIEWER = (
    "EXISTS (SELECT 1 FROM claim_set JOIN set_claim ON set_claim.claim_set_id = claim_set.id"
    " WHERE set_claim.id = NEW.set_claim_id AND claim_set.reviewers_chosen"
    " AND NOT EXISTS (SELECT 1 FROM set_member WHERE set_member.claim_set_id = claim_set.id"
    " AND set_member.user_id = NEW.reviewer_id AND set_member.role = 'reviewer'))"
)
#: A claim that a person had given back, or that was taken from them, is on their desk again.
AGAIN = "OLD.state IN ('lapsed', 'skipped') AND NEW.state NOT IN ('lapsed', 'skipped')"
TRIGGERS = (
    ("assignment_seat", "BEFORE INSERT ON assignment", None, STRANGER, NO_SEAT),
    ("assignment_seat_again", "BEFORE UPDATE OF state ON assignment", AGAIN, STRANGER, NO_SEAT),
    ("adjudication_reviewer", "BEFORE INSERT ON adjudication", None, OTHER_REVIEWER, NO_DECISION),
)


def upgrade() -> None:
    for name in ("annotators_chosen", "reviewers_chosen"):
        op.add_column(
            "claim_set", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    roles = ("annotator", "reviewer", "editor", "administrator")
    op.create_table(
        "set_member",
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*roles, native_enum=False, create_constraint=True, length=40, name="role"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("claim_set_id", "user_id", "role", name=op.f("pk_set_member")),
        sa.ForeignKeyConstraint(
            ["claim_set_id"], ["claim_set.id"], name=op.f("fk_set_member_claim_set_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_set_member_user_id")
        ),
        sa.CheckConstraint("role IN ('annotator', 'reviewer')", name=op.f("ck_set_member_part")),
    )
    op.create_index(op.f("ix_set_member_user_id"), "set_member", ["user_id"])
    for trigger in TRIGGERS:
        _create(*trigger)


def downgrade() -> None:
    for name, event, _when, _refused, _message in TRIGGERS:
        table = event.split()[-1]
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            op.execute(f"DROP FUNCTION refuse_{name}()")
    op.drop_table("set_member")
    with op.batch_alter_table("claim_set") as batch:
        batch.drop_column("annotators_chosen")
        batch.drop_column("reviewers_chosen")


def _create(name: str, event: str, when: str | None, refused: str, message: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        condition = f"{when} AND {refused}" if when else refused
        op.execute(
            f"CREATE TRIGGER {name} {event} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';"
        " END IF; RETURN NEW; END $$"
    )
    condition = f" WHEN ({when})" if when else ""
    op.execute(
        f"CREATE TRIGGER {name} {event} FOR EACH ROW{condition} EXECUTE FUNCTION refuse_{name}()"
    )
