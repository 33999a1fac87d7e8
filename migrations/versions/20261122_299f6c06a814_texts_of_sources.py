"""texts of sources"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '299f6c06a814'
down_revision = 'f0e67bd9e1d7'
branch_labels = None
depends_on = None

SEARCHED = {'document': ('title', 'text'), 'snapshot': ('text',)}
# PostgreSQL's words of one text take a megabyte at most: this many characters always fit.
MOST_CHARACTERS = 250_000


def upgrade() -> None:
    op.create_table('snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_snapshot_sha256')),
    sa.CheckConstraint('length(trim(text)) > 0', name=op.f('ck_snapshot_text')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_snapshot_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snapshot')),
    sa.UniqueConstraint('id', 'source_id', name=op.f('uq_snapshot_id_source_id')),
    sa.UniqueConstraint('source_id', 'sha256', name=op.f('uq_snapshot_source_id_sha256'))
    )
    op.create_table('fetch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Enum('fetched', 'pasted', 'uploaded', 'found', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'ready', 'failed', name='fetch_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('snapshot_id', sa.Integer(), nullable=True),
    sa.Column('upload', sa.LargeBinary(), nullable=True),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('final_url', sa.String(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_precision', sa.Enum('year', 'month', 'day', name='precision', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('claim_review', sa.Boolean(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(state = 'failed') = (reason IS NOT NULL)", name=op.f('ck_fetch_reason')),
    sa.CheckConstraint("(state = 'ready') = (snapshot_id IS NOT NULL)", name=op.f('ck_fetch_snapshot')),
    sa.CheckConstraint("(state = 'waiting') = (finished_at IS NULL)", name=op.f('ck_fetch_finished')),
    sa.CheckConstraint("(upload IS NOT NULL) = (origin = 'uploaded' AND state = 'waiting')", name=op.f('ck_fetch_upload')),
    sa.CheckConstraint("origin <> 'fetched' OR url IS NOT NULL", name=op.f('ck_fetch_fetched_from')),
    sa.CheckConstraint("state = 'ready' OR origin IN ('fetched', 'uploaded')", name=op.f('ck_fetch_nothing_to_wait_for')),
    sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f('ck_fetch_url')),
    sa.CheckConstraint("final_url LIKE 'http://%' OR final_url LIKE 'https://%'", name=op.f('ck_fetch_final_url')),
    sa.CheckConstraint('(published_at IS NULL) = (published_precision IS NULL)', name=op.f('ck_fetch_published')),
    sa.CheckConstraint('tries >= 0', name=op.f('ck_fetch_tries')),
    sa.ForeignKeyConstraint(['assignment_id', 'set_claim_id', 'asked_by_id'], ['assignment.id', 'assignment.set_claim_id', 'assignment.annotator_id'], name=op.f('fk_fetch_assignment_id_set_claim_id_asked_by_id')),
    sa.ForeignKeyConstraint(['snapshot_id', 'source_id'], ['snapshot.id', 'snapshot.source_id'], name=op.f('fk_fetch_snapshot_id_source_id')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_fetch_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fetch'))
    )
    op.create_index('uq_fetch_asked', 'fetch', ['assignment_id', 'source_id'], unique=True, postgresql_where=sa.text("state = 'waiting' AND origin = 'fetched'"), sqlite_where=sa.text("state = 'waiting' AND origin = 'fetched'"))
    op.create_index('ix_fetch_waiting', 'fetch', ['id'], unique=False, postgresql_where=sa.text("state = 'waiting'"), sqlite_where=sa.text("state = 'waiting'"))
    op.create_index(op.f('ix_fetch_assignment_id_id'), 'fetch', ['assignment_id', 'id'], unique=False)
    op.create_index(op.f('ix_fetch_snapshot_id_asked_by_id'), 'fetch', ['snapshot_id', 'asked_by_id'], unique=False)
    op.create_index(op.f('ix_fetch_source_id'), 'fetch', ['source_id'], unique=False)
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.add_column(sa.Column('snapshot_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('start', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('end', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('prefix', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('suffix', sa.String(), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_passage_source_id_sha256'), type_='unique')
        batch_op.create_index(batch_op.f('ix_passage_source_id'), ['source_id'], unique=False)
        batch_op.create_index('uq_passage_quote', ['source_id', 'sha256'], unique=True, postgresql_where=sa.text('snapshot_id IS NULL'), sqlite_where=sa.text('snapshot_id IS NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_passage_snapshot_id_start_end'), ['snapshot_id', 'start', 'end'])
        batch_op.create_foreign_key(batch_op.f('fk_passage_snapshot_id_source_id'), 'snapshot', ['snapshot_id', 'source_id'], ['id', 'source_id'])
        batch_op.create_check_constraint(batch_op.f('ck_passage_end'), '(snapshot_id IS NULL) = ("end" IS NULL)')
        batch_op.create_check_constraint(batch_op.f('ck_passage_prefix'), '(snapshot_id IS NULL) = (prefix IS NULL)')
        batch_op.create_check_constraint(batch_op.f('ck_passage_span'), '0 <= start AND start < "end"')
        batch_op.create_check_constraint(batch_op.f('ck_passage_start'), '(snapshot_id IS NULL) = (start IS NULL)')
        batch_op.create_check_constraint(batch_op.f('ck_passage_suffix'), '(snapshot_id IS NULL) = (suffix IS NULL)')

    _make_search()


def downgrade() -> None:
    _drop_search()
    _merge_passages()
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_passage_suffix'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_passage_start'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_passage_span'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_passage_prefix'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_passage_end'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_passage_snapshot_id_source_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_passage_snapshot_id_start_end'), type_='unique')
        batch_op.drop_index('uq_passage_quote', postgresql_where=sa.text('snapshot_id IS NULL'), sqlite_where=sa.text('snapshot_id IS NULL'))
        batch_op.drop_index(batch_op.f('ix_passage_source_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_passage_source_id_sha256'), ['source_id', 'sha256'])
        batch_op.drop_column('suffix')
        batch_op.drop_column('prefix')
        batch_op.drop_column('end')
        batch_op.drop_column('start')
        batch_op.drop_column('snapshot_id')

    op.drop_table('fetch')
    op.drop_table('snapshot')


def _make_search() -> None:
    """The texts that are there are indexed too."""
    for table, columns in SEARCHED.items():
        if op.get_bind().dialect.name == 'sqlite':
            _index_on_sqlite(table, columns)
        else:
            words = " || ' ' || ".join(columns)
            op.execute(
                f'ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS'
                f" (to_tsvector('simple', left({words}, {MOST_CHARACTERS}))) STORED"
            )
            op.execute(f'CREATE INDEX ix_{table}_search_words ON {table} USING gin (search_words)')


def _index_on_sqlite(table: str, columns: tuple[str, ...]) -> None:
    names = ', '.join(columns)
    old, new = (', '.join(f'{row}.{column}' for column in columns) for row in ('old', 'new'))
    add = f'INSERT INTO {table}_search (rowid, {names}) VALUES (new.id, {new});'
    remove = (
        f"INSERT INTO {table}_search ({table}_search, rowid, {names})"
        f" VALUES ('delete', old.id, {old});"
    )
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, content='{table}',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
    for event, work in (
        ('INSERT', add),
        ('DELETE', remove),
        (f'UPDATE OF {names}', f'{remove} {add}'),
    ):
        name = f'{table}_search_{event.split()[0].lower()}'
        op.execute(f'CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {work} END')


def _drop_search() -> None:
    for table in SEARCHED:
        if op.get_bind().dialect.name == 'sqlite':
            for event in ('insert', 'delete', 'update'):
                op.execute(f'DROP TRIGGER {table}_search_{event}')
            op.execute(f'DROP TABLE {table}_search')
        else:
            op.execute(f'DROP INDEX ix_{table}_search_words')
            op.execute(f'ALTER TABLE {table} DROP COLUMN search_words')


def _merge_passages() -> None:
    """One row for the same words of one source, wherever they stood in it."""
    same = 'one.source_id = other.source_id AND one.sha256 = other.sha256'
    op.execute(
        'DELETE FROM evidence_link WHERE EXISTS (SELECT 1 FROM evidence_link AS earlier'
        ' JOIN passage AS one ON one.id = earlier.passage_id'
        f' JOIN passage AS other ON {same}'
        ' WHERE earlier.judgement_id = evidence_link.judgement_id'
        ' AND earlier.id < evidence_link.id AND other.id = evidence_link.passage_id)'
    )
    op.execute(
        'UPDATE evidence_link SET passage_id = (SELECT min(other.id) FROM passage AS one'
        f' JOIN passage AS other ON {same} WHERE one.id = evidence_link.passage_id)'
    )
    op.execute(
        'DELETE FROM passage WHERE id NOT IN'
        ' (SELECT min(id) FROM passage GROUP BY source_id, sha256)'
    )
