"""Migrated SQLite files: the migrations run once, and each file is a copy of what they made."""

from __future__ import annotations

import functools
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.jobs.migration import migrate


def empty(path: Path) -> str:
    """The address of a new file with all tables and nothing in them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_migrated())
    path.chmod(0o600)  # as the migrations make it
    return f"sqlite:///{path}"


def fold(path: Path) -> None:
    """Leave nothing in the log beside a file, of which alone there are copies."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@functools.cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "migrated.sqlite"
        migrate(f"sqlite:///{path}")
        fold(path)
        return path.read_bytes()
