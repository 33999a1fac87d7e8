"""releases"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'a3f7c1958e02'
down_revision = '5b8e0d2f6a41'
branch_labels = None
depends_on = None

FROZEN = 'a release is never changed or removed'
# Each table with what no second row of it may have.
TABLES = {
    'release': ('claim_set_id', 'number'),
    'released_claim': ('release_id', 'claim_id'),
    'release_file': ('release_id', 'key'),
    'release_piece': ('release_id', 'key', 'number'),
}


def upgrade() -> None:
    op.create_table('release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('rule', sa.Enum('adjudicated', 'unanimous', 'majority', name='release_rule', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('margin', sa.Integer(), nullable=True),
    sa.Column('soft', sa.Boolean(), nullable=False),
    sa.Column('any_source', sa.Boolean(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('report', sa.String(), nullable=False),
    sa.CheckConstraint("(rule = 'majority') = (margin IS NOT NULL)", name=op.f('ck_release_margin')),
    sa.CheckConstraint('margin >= 1', name=op.f('ck_release_least_margin')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_release_number')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_release_claim_set_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_release_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
    sa.UniqueConstraint('claim_set_id', 'number', name=op.f('uq_release_claim_set_id_number'))
    )
    op.create_index(op.f('ix_release_made_by_id'), 'release', ['made_by_id'])
    op.create_table('released_claim',
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('basis', sa.Enum('adjudicated', 'unanimous', 'majority', 'single', 'disputed', 'being_judged', 'not_judged', 'known_answer', name='basis', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.CheckConstraint('length(label) > 0', name=op.f('ck_released_claim_label')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_released_claim_claim_id')),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_released_claim_release_id')),
    sa.PrimaryKeyConstraint('release_id', 'claim_id', name=op.f('pk_released_claim'))
    )
    op.create_index(op.f('ix_released_claim_claim_id'), 'released_claim', ['claim_id'])
    op.create_table('release_file',
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_release_file_sha256')),
    sa.CheckConstraint('size >= 0 AND pieces >= 0', name=op.f('ck_release_file_size')),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_release_file_release_id')),
    sa.PrimaryKeyConstraint('release_id', 'key', name=op.f('pk_release_file'))
    )
    op.create_table('release_piece',
    sa.Column('release_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['release_id', 'key'], ['release_file.release_id', 'release_file.key'], name=op.f('fk_release_piece_release_id_key')),
    sa.PrimaryKeyConstraint('release_id', 'key', 'number', name=op.f('pk_release_piece'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        _freeze_on_sqlite()
    else:
        _freeze_on_postgresql()


def downgrade() -> None:
    for table in reversed(list(TABLES)):
        op.drop_table(table)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION refuse_release_change()')


def _freeze_on_sqlite() -> None:
    for table, unique in TABLES.items():
        # An INSERT OR REPLACE removes a row without asking the triggers of its removal.
        same = ' AND '.join(f'{column} = NEW.{column}' for column in unique)
        op.execute(
            f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
            f" BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        )
        for change in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
            )


def _freeze_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_release_change()"
        )
