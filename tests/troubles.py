"""Databases in trouble: each state that keeps Claimbook from working, brought about for real."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, create_engine, event, text

from annotator.storage.revisions import configuration
from tests.downgrades import downgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from annotator.storage.database import Database

BEFORE_THE_COLUMN = "b61f0d93e7a4"
#: Reads a column that the revision above does not have.
READ = text("SELECT predates_not_factual_rule FROM judgement")
#: Less than a commit of SQLite writes.
MOST_BYTES = 8192
#: Every change is recorded, so every commit fails, and nothing before it does.
NO_ROOM_AT_COMMIT = (
    """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$""",
    *(
        f"CREATE CONSTRAINT TRIGGER no_room AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION no_room()"
        for table in ("audit_event", "draft", "login_session", "user_account")
    ),
)
WRITE = text("UPDATE user_account SET display_name = display_name")


def pend(database: Database) -> None:
    """Leave a migration to run."""
    database.dispose()
    url = database.url.render_as_string(hide_password=False)
    downgrade(configuration(url), BEFORE_THE_COLUMN)


def stamp(database: Database, revision: str = "fedcba987654") -> None:
    """Let a version of Claimbook that is unknown here have migrated the database."""
    _change(database, f"UPDATE alembic_version SET version_num = '{revision}'")


def lose_column(database: Database) -> None:
    """Take away a column that the revision has."""
    renamed = "RENAME COLUMN predates_not_factual_rule TO lost"
    _change(database, f"ALTER TABLE judgement {renamed}")


def fill_disk(database: Database) -> None:
    """Let the file of SQLite grow no more."""
    with other_connection(database) as other:
        other.exec_driver_sql("VACUUM")
    _at_each_connection(database, "PRAGMA max_page_count = 1")


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Let no commit find room: no file of SQLite may grow, and PostgreSQL says that none can."""
    if database.on_sqlite:
        with _no_larger_file(database):
            yield
        return
    _change(database, *NO_ROOM_AT_COMMIT)
    yield
    _change(database, "DROP FUNCTION no_room CASCADE")


@contextmanager
def _no_larger_file(database: Database) -> Iterator[None]:
    with database.reading() as session:
        # The index of its log needs room, too.
        session.execute(READ)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Python ignores the signal of this limit: a write beyond it fails as on a disk with a quota.
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def forbid_writing(database: Database) -> None:
    """Let connections to SQLite read only."""
    _at_each_connection(database, "PRAGMA query_only = ON")


def damage(database: Database) -> None:
    """Overwrite the file of SQLite."""
    database.dispose()
    file = Path(str(database.url.database))
    for part in (file, *file.parent.glob(f"{file.name}-*")):
        part.write_bytes(b"This is no database. " * 400)


@contextmanager
def locked(database: Database, table: str = "user_account") -> Iterator[None]:
    """Hold a lock on a table from another connection; on SQLite it is on all."""
    with other_connection(database) as other:
        if database.on_sqlite:
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.execute(text(f"LOCK TABLE {table} IN SHARE MODE"))
        yield
        other.rollback()


@contextmanager
def other_connection(database: Database) -> Iterator[Connection]:
    """Open a connection as another process does."""
    engine = create_engine(database.url, poolclass=NullPool)
    if database.on_sqlite:
        event.listen(engine, "connect", _no_transactions)
    with engine.connect() as connection:
        yield connection


def _no_transactions(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _change(database: Database, *statements: str) -> None:
    with database.writing() as session:
        for statement in statements:
            session.execute(text(statement))
        session.commit()


def _at_each_connection(database: Database, statement: str) -> None:
    database.dispose()
    event.listen(database.engine, "connect", lambda made, _: made.execute(statement))
