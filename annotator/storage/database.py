"""Connections and transactions: SQLite and PostgreSQL behind one door."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from annotator import private_files
from annotator.errors import BadInput
from annotator.language import _
from annotator.models.search import refuse_forgotten
from annotator.storage import written_rows
from annotator.storage.fair_lock import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.orm import Session, SessionTransaction

BUSY_SECONDS = 10.0
LOOK_SECONDS = 0.001
BEGIN_WRITING = "BEGIN IMMEDIATE"
#: SQLite says in the bits above what kind of its reason it is.
PRIMARY_CODE = 0xFF
#: The number of PostgreSQL's lock on migrations: any that nothing else takes.
MIGRATING = 4_120_566
#: Seconds and times after which a server that has gone without a word counts as away.
#: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
NETWORK = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
PATIENCE = f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}"


class Database:
    """One database: `reading()` for what only looks, `writing()` for what changes.

    On SQLite a writer begins with BEGIN IMMEDIATE, since a transaction that reads first and then
    writes fails under load; the writers of one process take turns and look often whether another
    process is done, which takes the long tail off their waiting. Past `wait_seconds` both databases
    say “locked” in their own words.
    """

    def __init__(self, url: str, wait_seconds: float = BUSY_SECONDS) -> None:
        self.engine = _engine(url, wait_seconds)
        self.url = self.engine.url
        self._wait_seconds = wait_seconds
        self._turn = _WriterTurn()
        self._saves = Turns(1 if self.on_sqlite else 2)
        self._writer = sessionmaker(self.engine, expire_on_commit=False)
        written_rows.listen(self._writer)
        event.listen(self._writer, "do_orm_execute", refuse_forgotten)
        if self.on_sqlite:
            self._reader = sessionmaker(self.engine)
            # Of the sessions: whatever listens to an engine is asked at each statement.
            event.listen(self._reader, "after_begin", _begin_reading)
            event.listen(self._writer, "after_begin", self._begin_in_turn)
        else:
            looking = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            self._reader = sessionmaker(self.engine.execution_options(**looking))

    @property
    def on_sqlite(self) -> bool:
        """Return True if the database is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one state of the database and keeps nothing."""
        with self._reader() as session:
            yield session
            if not self.on_sqlite:
                # It is read-only; at a rollback the driver forgets what it had prepared.
                session.expunge_all()
                _end(session, session.commit)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose work the caller commits; what is not committed is rolled back."""
        session = self._writer()
        try:
            yield session
        finally:
            _end(session, session.close)
            self._turn.leave()

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Yield first come, first served; for what takes long. More threads only take each other's
        time.

        In each process one at a time on SQLite, two on PostgreSQL: it works while a thread waits.
        """
        with self._saves.of_mine(self._wait_seconds):
            yield

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Yield a connection for changing tables, which SQLite does by copies that break foreign
        keys.
        """
        with self.engine.connect() as connection:
            if not self.on_sqlite:
                event.listen(connection, "begin", _migrate_alone)
                yield connection
                return
            event.listen(connection, "begin", self._begin_writing)
            _set_foreign_keys(connection, on=False)
            try:
                yield connection
            finally:
                _set_foreign_keys(connection, on=True)
                self._turn.leave()

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that SQLite keeps, and those that it puts beside them; else none."""
        if not self.on_sqlite:
            return ()
        path = Path(self.url.database or "")
        return (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm")))

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _begin_in_turn(
        self, _session: Session, transaction: SessionTransaction, connection: Connection
    ) -> None:
        if not transaction.nested:
            self._begin_writing(connection)

    def _begin_writing(self, connection: Connection) -> None:
        self._turn.take(self._wait_seconds)
        _begin_immediate(connection, self._wait_seconds)


def reason_of(error: Exception) -> str:
    """Return the first line of what the driver says, or of the error itself."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def _end(session: Session, ending: Callable[[], None]) -> None:
    """End a transaction of which nothing is left to commit; a lost connection has ended it."""
    try:
        ending()
    except SQLAlchemyError:
        session.invalidate()


def _begin_reading(
    _session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    if not transaction.nested:
        connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection, wait_seconds: float) -> None:
    """Begin once no other process writes: SQLite by itself would look ever more seldom."""
    cursor = connection.connection.cursor()
    until = monotonic() + wait_seconds
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        while (refusal := _refusal(cursor)) is not None:
            if refusal != sqlite3.SQLITE_BUSY or monotonic() > until:
                # Says why not, in the words of the layer above.
                connection.exec_driver_sql(BEGIN_WRITING)
                return
            sleep(LOOK_SECONDS)
    finally:
        cursor.execute(PATIENCE)


def _refusal(cursor: DBAPICursor) -> int | None:
    """Return SQLite's reason to begin no writing transaction, or None when one has begun."""
    try:
        cursor.execute(BEGIN_WRITING)
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
    return None


class _WriterTurn:
    """A turn that a thread takes once, however many transactions it begins, until it leaves."""

    def __init__(self) -> None:
        self._turns = Turns()
        self._mine = threading.local()

    def take(self, wait_seconds: float) -> None:
        if not getattr(self._mine, "held", False):
            self._mine.held = self._turns.take(wait_seconds)

    def leave(self) -> None:
        if getattr(self._mine, "held", False):
            self._mine.held = False
            self._turns.give()


def _engine(url: str, wait_seconds: float) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite_engine(parsed)
        patience = {name: most for name, most in NETWORK.items() if name not in parsed.query}
        engine = create_engine(
            parsed, pool_pre_ping=True, pool_size=16, max_overflow=48, connect_args=patience
        )
    except (ArgumentError, ImportError) as error:
        # The address may hold a password: it is not repeated.
        raise BadInput(
            _("DATABASE_URL is not the address of a database, such as postgresql://user@host/name.")
        ) from error

    def limit_waiting(connection: psycopg.Connection, _record: object) -> None:
        connection.execute(f"SET lock_timeout = {wait_seconds * 1000:.0f}")
        connection.commit()

    event.listen(engine, "connect", limit_waiting)
    return engine


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise BadInput(_("DATABASE_URL names no file: sqlite:////folder/claimbook.sqlite would."))
    folder = Path(url.database).parent
    try:
        private_files.make_folder(folder)
    except OSError as error:
        raise BadInput(
            _(
                "DATABASE_URL names a file in %(folder)s, which cannot be created: %(reason)s.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error
    engine = create_engine(url, pool_size=16, max_overflow=48)
    event.listen(engine, "do_connect", lambda *_: _create_file(Path(url.database or "")))
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _create_file(path: Path) -> None:
    """Create the database where none is: SQLite would let every account of the machine read it.

    The files that SQLite puts beside it get its mode.
    """
    try:
        os.close(private_files.create(path))
    except OSError:
        # It exists already, or SQLite says what is wrong.
        return


def _migrate_alone(connection: Connection) -> None:
    # Who starts at the same moment waits for it, and then finds nothing to do.
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    # The pragma does nothing inside a transaction, so it goes past the engine's BEGIN.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: the engine does, in the right mode.
    connection.isolation_level = None
    connection.execute(PATIENCE)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-4096")
