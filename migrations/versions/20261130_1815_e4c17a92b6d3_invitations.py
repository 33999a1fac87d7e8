"""invitations, tries to log in, leases that last"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "e4c17a92b6d3"
down_revision = "c41e8a7d3f96"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
LEASES = sa.table(
    "assignment",
    sa.column("id", sa.Integer()),
    sa.column("opened_at", TIME),
    sa.column("lease_until", TIME),
)


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_invitation")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_invitation_user_id")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_invitation_token_sha256")),
        sa.CheckConstraint("length(token_sha256) = 64", name=op.f("ck_invitation_token_sha256")),
        sa.CheckConstraint("expires_at > made_at", name=op.f("ck_invitation_lasts")),
    )
    # Tries of the last five minutes: the throttle begins again.
    op.drop_index("ix_login_failure_name_address_at", table_name="login_failure")
    op.drop_table("login_failure")
    op.create_table(
        "login_tries",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", "address", name=op.f("pk_login_tries")),
        sa.CheckConstraint("tries BETWEEN 1 AND 11", name=op.f("ck_login_tries_tries")),
    )
    op.create_index("ix_login_tries_last_at", "login_tries", ["last_at"])
    op.create_table(
        "failed_logins",
        sa.Column("began", TIME, nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("began", name=op.f("pk_failed_logins")),
        sa.CheckConstraint("failed >= 1", name=op.f("ck_failed_logins_failed")),
    )
    _let_leases_last()
    with op.batch_alter_table("assignment") as table:
        table.create_check_constraint(op.f("ck_assignment_lease"), "lease_until > opened_at")


def _let_leases_last() -> None:
    """Give a lease of no time a minute: such a claim was free again at once, and is so still."""
    connection = op.get_bind()
    ended = sa.select(LEASES).where(LEASES.c.lease_until <= LEASES.c.opened_at)
    rows = connection.execute(ended).all()
    changing = (
        sa.update(LEASES)
        .where(LEASES.c.id == sa.bindparam("of"))
        .values(lease_until=sa.bindparam("until"))
    )
    if rows:
        lasting = [{"of": row.id, "until": row.opened_at + timedelta(minutes=1)} for row in rows]
        connection.execute(changing, lasting)


def downgrade() -> None:
    with op.batch_alter_table("assignment") as table:
        table.drop_constraint(op.f("ck_assignment_lease"), type_="check")
    op.drop_table("failed_logins")
    op.drop_index("ix_login_tries_last_at", table_name="login_tries")
    op.drop_table("login_tries")
    op.create_table(
        "login_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
    )
    op.create_index("ix_login_failure_name_address_at", "login_failure", ["name", "address", "at"])
    op.drop_table("invitation")
