"""The state of a database: what an error of its driver says, and whether it can be used."""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from annotator.errors import (
    BadInput,
    DatabaseAway,
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseUnavailable,
    DiskFull,
    SchemaIncomplete,
)
from annotator.language import _
from annotator.storage.database import PRIMARY_CODE, reason_of
from annotator.storage.lock_notes import who_holds
from annotator.storage.revisions import check_revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from annotator.storage.database import Database

#: Bytes. With less on the disk an SQLite database counts as full.
LEAST_ROOM = 10 * 1024**2

#: A write that was refused for another reason than a full disk: a quota, a limit of the process.
#: https://www.sqlite.org/rescode.html#extrc
_SQLITE_REFUSED_WRITES = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE: Mapping[int, type[DatabaseUnavailable]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_CANTOPEN: DatabaseAway,
    sqlite3.SQLITE_IOERR: DatabaseAway,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: Mapping[str, type[DatabaseUnavailable]] = {
    "40001": DatabaseLocked,  # serialization_failure
    "40P01": DatabaseLocked,  # deadlock_detected
    "55P03": DatabaseLocked,  # lock_not_available
    "53100": DiskFull,
    "53300": DatabaseAway,  # too_many_connections
    "57P01": DatabaseAway,  # admin_shutdown
    "57P02": DatabaseAway,  # crash_shutdown
    "57P03": DatabaseAway,  # cannot_connect_now
    "58030": DatabaseAway,  # io_error
    "XX001": DatabaseDamaged,  # data_corrupted
    "XX002": DatabaseDamaged,  # index_corrupted
}
#: https://docs.sqlalchemy.org/en/20/errors.html#error-8s2b
_LOST_IN_TRANSACTION = "8s2b"
#: program_limit_exceeded (a value that no index can hold), and values that no column can hold.
_TOO_LARGE = ("54000", "22001", "22003")
_CONNECTION_EXCEPTION = "08"
_UNDEFINED = ("42P01", "42703")  # undefined_table, undefined_column
_UNDEFINED_ON_SQLITE = re.compile(r"no such (table|column)|has no column named")


def check(database: Database) -> None:
    """Raise DatabaseUnavailable unless this program can read and write the database now."""
    with explained(database), database.writing() as session:
        connection = session.connection()
        check_revision(connection)
        if database.on_sqlite and _has_no_room(connection, database):
            raise DiskFull


@contextmanager
def explained(database: Database) -> Iterator[None]:
    """Raise DatabaseUnavailable for an error that the state of the database or disk explains."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        if told := state_of(database, error) or too_large(error):
            raise told from error
        raise


def state_of(database: Database, error: SQLAlchemyError | OSError) -> DatabaseUnavailable | None:
    """Return the state of the database that explains an error, or None when it is our fault."""
    if isinstance(error, DBAPIError) and _names_what_is_missing(error):
        return _state_of_schema(database)
    state = state_of_driver(error)
    if isinstance(state, DatabaseLocked) and database.on_sqlite:
        return DatabaseLocked(who_holds(database.engine), reason=state.reason)
    return state


def too_large(error: Exception) -> BadInput | None:
    """Return the complaint about a value that the database cannot hold, or None."""
    if not isinstance(error, DBAPIError):
        return None
    on_sqlite = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_TOOBIG
    if not on_sqlite and getattr(error.orig, "sqlstate", None) not in _TOO_LARGE:
        return None
    return BadInput(
        _("An entry is too long or too large for the database. Shorten it, then try again.")
    )


def state_of_driver(error: Exception) -> DatabaseUnavailable | None:
    """Return the state that a code of the driver or the system names; none names migrations."""
    kind: type[DatabaseUnavailable] | None = None
    if isinstance(error, OSError):
        # A file beside the database: an upload, a release, a part of an import.
        kind = DiskFull if error.errno in _NO_ROOM else None
    elif isinstance(error, exc.TimeoutError):
        # All connections of the pool are in use.
        kind = DatabaseLocked
    elif _lost_its_connection(error):
        kind = DatabaseAway
    elif isinstance(error, DBAPIError):
        on_sqlite = isinstance(error.orig, sqlite3.Error)
        kind = _kind_on_sqlite(error.orig) if on_sqlite else _kind_on_postgresql(error)
    return kind(reason=reason_of(error)) if kind else None


def _lost_its_connection(error: Exception) -> bool:
    # The second is what a transaction says that goes on after the first.
    return (isinstance(error, DBAPIError) and error.connection_invalidated) or (
        isinstance(error, exc.PendingRollbackError) and error.code == _LOST_IN_TRANSACTION
    )


def _kind_on_sqlite(error: BaseException | None) -> type[DatabaseUnavailable] | None:
    code = getattr(error, "sqlite_errorcode", 0)
    # The bits above the lowest eight hold details.
    return DiskFull if code in _SQLITE_REFUSED_WRITES else _SQLITE.get(code & PRIMARY_CODE)


def _kind_on_postgresql(error: DBAPIError) -> type[DatabaseUnavailable] | None:
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        # Where no server answers, none names a code.
        return DatabaseAway if isinstance(error, OperationalError) else None
    if code.startswith(_CONNECTION_EXCEPTION):
        return DatabaseAway
    return _POSTGRESQL.get(code)


def _names_what_is_missing(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return _UNDEFINED_ON_SQLITE.search(str(error.orig)) is not None
    return getattr(error.orig, "sqlstate", None) in _UNDEFINED


def _state_of_schema(database: Database) -> DatabaseUnavailable:
    try:
        with database.engine.connect() as connection:
            check_revision(connection)
    except DatabaseUnavailable as state:
        return state
    return SchemaIncomplete()


def _has_no_room(connection: Connection, database: Database) -> bool:
    pages, most, unused = (
        connection.exec_driver_sql(f"PRAGMA {count}").scalar_one()
        for count in ("page_count", "max_page_count", "freelist_count")
    )
    folder = Path(database.url.database or "").parent
    return (pages >= most and not unused) or shutil.disk_usage(folder).free < LEAST_ROOM
