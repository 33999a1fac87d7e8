"""Connections and transactions: SQLite and PostgreSQL behind one door."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection as SQLiteConnection

BUSY_MILLISECONDS = 10_000


class Database:
    """One database: `reading()` for what only looks, `writing()` for what changes.

    On SQLite a writer begins with BEGIN IMMEDIATE, since a transaction that reads first and then
    writes fails under load, and the writers of one process take turns, which takes the long tail
    off their waiting.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)
        self._turn = _WriterTurn()
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "begin", self._begin_on_sqlite)
            self._reader: Engine = self.engine
            self._writer: Engine = self.engine.execution_options(writing=True)
        else:
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._writer = self.engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and is rolled back at the end."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work the caller commits; what is not committed is rolled back."""
        try:
            with Session(self._writer, expire_on_commit=False) as session:
                yield session
        finally:
            self._turn.leave()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection for changing tables, which SQLite does by copies that break foreign keys."""
        with self._writer.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                _set_foreign_keys(connection, on=False)
            try:
                yield connection
            finally:
                if self.engine.dialect.name == "sqlite":
                    _set_foreign_keys(connection, on=True)
        self._turn.leave()

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _begin_on_sqlite(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("writing"):
            connection.exec_driver_sql("BEGIN")
            return
        self._turn.take()
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class _WriterTurn:
    """A lock that a thread takes once, however many transactions it begins, until it leaves."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mine = threading.local()

    def take(self) -> None:
        if not getattr(self._mine, "held", False):
            # Bounded like SQLite's own wait: past it, SQLite says "locked" in its own words.
            self._mine.held = self._lock.acquire(timeout=BUSY_MILLISECONDS / 1000)

    def leave(self) -> None:
        if getattr(self._mine, "held", False):
            self._mine.held = False
            self._lock.release()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, pool_size=16, max_overflow=48)
    if not parsed.database or parsed.database == ":memory:":
        raise BadInput("DATABASE_URL names no file: sqlite:////folder/claimbook.sqlite would.")
    Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=16, max_overflow=48)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    # The pragma does nothing inside a transaction, so it goes past the engine's BEGIN.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _set_up_sqlite(connection: SQLiteConnection, _record: object) -> None:
    # The driver must not begin transactions by itself: the engine does, in the right mode.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-4096")
