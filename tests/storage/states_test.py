"""An error of the driver is told as the state of the database that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from annotator.errors import (
    DatabaseAway,
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseUnavailable,
    DiskFull,
    MigrationPending,
    SchemaIncomplete,
)
from annotator.storage.database import Database
from annotator.storage.states import check, explained
from tests import troubles
from tests.troubles import READ, WRITE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import TextClause

GROW = text("INSERT INTO outlet (name, folded) VALUES (hex(randomblob(200000)), 'x')")


@pytest.fixture
def impatient(url: str) -> Iterator[Database]:
    """An empty, migrated database that waits for no lock."""
    database = Database(url, wait_seconds=0.05)
    yield database
    database.dispose()


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[Database]:
    """An empty, migrated SQLite file."""
    database = Database(sqlite_url)
    yield database
    database.dispose()


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (troubles.pend, MigrationPending),
        (troubles.lose_column, SchemaIncomplete),
    ],
)
def test_a_missing_column_is_a_pending_migration_or_an_incomplete_schema(
    impatient: Database,
    trouble: Callable[[Database], None],
    state: type[DatabaseUnavailable],
) -> None:
    trouble(impatient)
    assert type(_state(impatient, READ)) is state


def test_a_missing_column_in_a_newer_database_is_its_newness(impatient: Database) -> None:
    troubles.lose_column(impatient)
    troubles.stamp(impatient)
    found = _state(impatient, READ)
    assert isinstance(found, DatabaseNewer)
    assert "revision fedcba987654" in str(found)


def test_a_lock_that_another_process_holds_is_told_after_the_wait(impatient: Database) -> None:
    with troubles.locked(impatient):
        assert isinstance(_state(impatient, WRITE), DatabaseLocked)
    assert _state(impatient, WRITE) is None


@pytest.mark.parametrize(
    ("trouble", "statement", "state"),
    [
        (troubles.fill_disk, GROW, DiskFull),
        (troubles.forbid_writing, WRITE, DatabaseReadOnly),
        (troubles.damage, WRITE, DatabaseDamaged),
    ],
)
def test_trouble_with_the_file_of_sqlite_is_told_apart(
    on_sqlite: Database,
    trouble: Callable[[Database], None],
    statement: TextClause,
    state: type[DatabaseUnavailable],
) -> None:
    trouble(on_sqlite)
    assert type(_state(on_sqlite, statement)) is state


def test_a_server_that_ends_the_connection_is_away(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    with database.writing() as session:
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with troubles.other_connection(database) as other:
            other.execute(text(f"SELECT pg_terminate_backend({pid})"))
        with pytest.raises(DatabaseAway), explained(database):
            session.execute(WRITE)
    database.dispose()


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://nobody@127.0.0.1:1/nothing", "sqlite:////tmp"]
)
def test_a_database_that_cannot_be_opened_is_away_and_says_why(url: str) -> None:
    database = Database(url)
    found = _state(database, WRITE)
    assert isinstance(found, DatabaseAway)
    assert found.reason in found.in_full()
    assert found.reason not in str(found)


def test_a_wrong_statement_of_ours_is_no_state(impatient: Database) -> None:
    with pytest.raises(IntegrityError):
        _state(impatient, text("INSERT INTO verdict (scheme_id, code) VALUES (99, 'refuted')"))
    with pytest.raises(DBAPIError, match="syntax"):
        _state(impatient, text("SELECT FROM WHERE"))


def test_a_database_that_can_be_used_passes_the_check(impatient: Database) -> None:
    check(impatient)


@pytest.mark.parametrize(
    ("trouble", "state"),
    [(troubles.pend, MigrationPending), (troubles.stamp, DatabaseNewer)],
)
def test_the_check_finds_a_database_of_another_version(
    impatient: Database,
    trouble: Callable[[Database], None],
    state: type[DatabaseUnavailable],
) -> None:
    trouble(impatient)
    with pytest.raises(state):
        check(impatient)


def test_the_check_finds_a_full_disk_and_a_lock_on_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url, wait_seconds=0.05)
    with troubles.locked(database), pytest.raises(DatabaseLocked):
        check(database)
    troubles.fill_disk(database)
    with pytest.raises(DiskFull):
        check(database)
    database.dispose()


def _state(database: Database, statement: TextClause) -> DatabaseUnavailable | None:
    """Run a statement and keep it; return the state that it was refused for, if any."""
    try:
        with explained(database), database.writing() as session:
            session.execute(statement)
            session.commit()
    except DatabaseUnavailable as state:
        return state
    return None
