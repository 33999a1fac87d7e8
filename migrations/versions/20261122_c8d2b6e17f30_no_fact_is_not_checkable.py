"""no fact is not checkable"""

from __future__ import annotations

from alembic import op

revision = 'c8d2b6e17f30'
down_revision = 'c9d40b7e15a3'
branch_labels = None
depends_on = None

WRONG = "NEW.worthiness = 'NFS' AND NEW.checkability = 'checkable'"
REFUSED = 'what is no fact is not checkable'


def upgrade() -> None:
    with op.batch_alter_table('judgement') as batch:
        batch.drop_constraint(op.f('ck_judgement_not_checkable'), type_='check')
        batch.create_check_constraint(
            op.f('ck_judgement_why_where_not_checkable'),
            "not_checkable_reason IS NULL OR coalesce(checkability, '') = 'not_checkable'",
        )
        batch.create_check_constraint(
            op.f('ck_judgement_why_not_checkable'),
            "coalesce(checkability, '') <> 'not_checkable' OR not_checkable_reason IS NOT NULL"
            " OR coalesce(worthiness, '') = 'NFS'",
        )
    # No CHECK: judgements of before, which never change, may call a claim both.
    if op.get_bind().dialect.name == 'sqlite':
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
            f"CREATE TRIGGER judgement_insert BEFORE INSERT ON judgement FOR EACH ROW WHEN ({WRONG})"
            " EXECUTE FUNCTION refuse_checkable_no_fact()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER judgement_insert')
    else:
        op.execute('DROP TRIGGER judgement_insert ON judgement')
        op.execute('DROP FUNCTION refuse_checkable_no_fact()')
    # The older table wants a reason of its list.
    op.execute(
        "UPDATE judgement SET not_checkable_reason = 'opinion'"
        " WHERE checkability = 'not_checkable' AND not_checkable_reason IS NULL"
    )
    with op.batch_alter_table('judgement') as batch:
        batch.drop_constraint(op.f('ck_judgement_why_not_checkable'), type_='check')
        batch.drop_constraint(op.f('ck_judgement_why_where_not_checkable'), type_='check')
        batch.create_check_constraint(
            op.f('ck_judgement_not_checkable'),
            "(coalesce(checkability, '') = 'not_checkable') = (not_checkable_reason IS NOT NULL)",
        )
