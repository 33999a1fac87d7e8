"""Databases in trouble: each state that keeps Claimbook from working, brought about for real."""

from __future__ import annotations

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
def locked(database: Database) -> Iterator[None]:
    """Hold a lock from another connection."""
    with other_connection(database) as other:
        if database.on_sqlite:
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.execute(text("LOCK TABLE user_account IN SHARE MODE"))
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


def _change(database: Database, statement: str) -> None:
    with database.writing() as session:
        session.execute(text(statement))
        session.commit()


def _at_each_connection(database: Database, statement: str) -> None:
    database.dispose()
    event.listen(database.engine, "connect", lambda made, _: made.execute(statement))
