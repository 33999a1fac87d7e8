"""A copy of an SQLite file, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from annotator import private_files
from annotator.backups.manifest import CopiedDatabase
from annotator.errors import BackupFailed, BadInput, Damaged
from annotator.jobs.migration import migrate
from annotator.storage.contents import rows_of
from annotator.storage.database import reason_of
from annotator.storage.revisions import revision_of
from annotator.storage.whole_folders import sync, unfinished_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from annotator.backups.manifest import Manifest
    from annotator.storage.database import Database

FILE = "database.sqlite"


def copy(database: Database, folder: Path) -> CopiedDatabase:
    """Copy one state of the database into a folder; writers go on. Raises BackupFailed."""
    path = folder / FILE
    try:
        with database.engine.connect() as connection:
            # Unlike the backup interface, it leaves out what was deleted.
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
    except DBAPIError as error:
        raise BackupFailed(f"No backup was made: {reason_of(error)}. Nothing was left.") from error
    path.chmod(private_files.OWNER_ONLY)
    with _opened(path) as copied:
        return CopiedDatabase(
            "sqlite", sqlite3.sqlite_version, revision_of(copied), rows_of(copied), FILE
        )


def read_back(folder: Path, manifest: Manifest) -> None:
    """Raise Damaged unless the copy is whole and has the rows of the manifest."""
    path = folder / manifest.database.file
    try:
        with _opened(path) as copied:
            found = copied.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            rows = rows_of(copied)
    except DBAPIError as error:
        raise Damaged(f"{path} is damaged: {reason_of(error)}. Use another backup.") from error
    if found != "ok" or rows != manifest.database.rows:
        reason = found if found != "ok" else "it does not have the rows of the manifest"
        raise Damaged(f"{path} is damaged: {reason}. Use another backup.")


def put_back(database: Database, folder: Path, manifest: Manifest) -> None:
    """Replace the database by the copy, migrated, in one step.

    Raises BadInput while a process uses the database, MigrationFailed.
    """
    target = database.files[0]
    with unfinished_folder(target) as room:
        restored = room / FILE
        shutil.copyfile(folder / manifest.database.file, restored)
        restored.chmod(private_files.OWNER_ONLY)
        migrate(URL.create("sqlite", database=str(restored)).render_as_string())
        _fold(restored)
        sync(restored)
        with _alone(database):
            restored.replace(target)
        sync(target.parent)


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """Open a copy that no process changes, without leaving a file beside it."""
    address = f"{path.as_uri()}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool
    )
    with engine.connect() as connection:
        yield connection


def _fold(path: Path) -> None:
    """Leave nothing of the database in a second file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Keep every other process from the database, whose second file is gone then.

    SQLite would take that for a part of the file which is put in its place.
    """
    database.dispose()
    path, *beside = database.files
    if not path.exists():
        for left in beside:
            left.unlink(missing_ok=True)
        yield
        return
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise BadInput(
                f"Another process uses {path} ({error}). Nothing was changed. Stop Claimbook, then"
                " restore."
            ) from error
        yield


def present(database: Database) -> bool:
    """Return True if there is a file for the database that is not empty."""
    path = database.files[0]
    return path.exists() and path.stat().st_size > 0
