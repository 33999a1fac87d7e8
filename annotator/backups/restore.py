"""Restoring a backup: wholly or not at all, and never over rows that would be lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.backups.backup import back_up, verify
from annotator.backups.beside import put_beside
from annotator.backups.kinds import KINDS, kind_of
from annotator.clock import now
from annotator.errors import BackupFailed, BadInput, NotConfirmed
from annotator.storage.contents import rows_of
from annotator.storage.revisions import check_known
from annotator.storage.states import explained
from annotator.terms import many

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.backups.manifest import Manifest
    from annotator.storage.database import Database


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """What was restored, and where the backup is of what it replaced, if anything."""

    manifest: Manifest
    replaced: Path | None


def restore(database: Database, path: Path, *, replace: bool, instance: Path) -> RestoredBackup:
    """Put a backup in place of the database, migrated to this version.

    What is there is first backed up into the folder `instance`. Raises NotConfirmed if the database
    has rows and `replace` is false, BadInput, Damaged, DatabaseNewer, BackupFailed.
    """
    manifest = verify(path)
    kind = kind_of(database)
    if manifest.database.kind != kind:
        raise BadInput(
            f"{path} is a backup of {_WORDS[manifest.database.kind]}, the database is"
            f" {_WORDS[kind]}. Nothing was changed. Set DATABASE_URL to a database of the same"
            " kind: a backup cannot move data from one kind to the other."
        )
    check_known([manifest.database.revision])
    rows = _rows(database)
    replaced, moved = None, f"before-restore-{now():%Y%m%dT%H%M%S%fZ}"
    if rows:
        _confirm(rows, replace=replace)
        replaced = instance / moved
        back_up(database, replaced, instance=instance)
    try:
        KINDS[kind].put_back(database, path, manifest)
        put_beside(path, instance, moved)
    except OSError as error:
        raise BackupFailed(
            f"Nothing was restored: {error.strerror}. The database is as it was before."
        ) from error
    return RestoredBackup(manifest, replaced)


def _rows(database: Database) -> int:
    """Return how many rows the database has now."""
    if not KINDS[kind_of(database)].present(database):
        return 0
    with explained(database), database.engine.connect() as connection:
        return sum(rows_of(connection).values())


def _confirm(rows: int, *, replace: bool) -> None:
    if not replace:
        raise NotConfirmed(
            f"The database has {many(rows, 'row')}. Nothing was changed. Set DATABASE_URL to an"
            " empty database. Or add --replace: Claimbook then backs up what is there, and"
            " replaces it."
        )


_WORDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
