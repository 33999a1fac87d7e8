"""The kinds of databases, each with its way to copy and to restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from annotator.backups import postgresql, sqlite

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.backups.manifest import CopiedDatabase, Manifest
    from annotator.storage.database import Database


class DatabaseKind(Protocol):
    """How a kind of database is copied into a folder, proved and put back."""

    def copy(self, database: Database, folder: Path) -> CopiedDatabase:
        """Copy one state of the database into a folder while people write."""

    def read_back(self, folder: Path, manifest: Manifest) -> None:
        """Raise Damaged unless the copy is whole and has the rows of the manifest."""

    def put_back(self, database: Database, folder: Path, manifest: Manifest) -> None:
        """Replace the database by the copy, wholly or not at all, and migrate it."""

    def present(self, database: Database) -> bool:
        """Return True if the database has been created."""


KINDS: dict[str, DatabaseKind] = {"sqlite": sqlite, "postgresql": postgresql}


def kind_of(database: Database) -> str:
    """Return the key in KINDS of a database."""
    return database.engine.dialect.name
