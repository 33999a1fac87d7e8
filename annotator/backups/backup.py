"""Making a backup: a folder with a copy of the database and a manifest, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import private_files
from annotator.backups.beside import copy_beside
from annotator.backups.kinds import KINDS, kind_of
from annotator.backups.manifest import (
    Manifest,
    check_files,
    claimbook_version,
    described,
    read_manifest,
    write_manifest,
)
from annotator.clock import now
from annotator.errors import BackupFailed, BadInput
from annotator.storage.whole_folders import whole_folder

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.storage.database import Database


def back_up(database: Database, path: Path, *, instance: Path) -> Manifest:
    """Write a backup to the new folder `path` while people work, and read it back.

    `instance` is the folder of the files beside the database.

    Raises BadInput if `path` exists, its parent does not or the database is empty; BackupFailed,
    Damaged.
    """
    if not KINDS[kind_of(database)].present(database):
        raise BadInput("The database does not exist, so there is nothing to back up.")
    if not path.parent.is_dir():
        raise BadInput(
            f"The folder {path.parent} does not exist, so no backup was made. Create it, or mount"
            " its disk, and try again."
        )
    try:
        with whole_folder(path) as folder:
            made_at = now()
            copy_beside(instance, folder)
            copied = KINDS[kind_of(database)].copy(database, folder)
            manifest = Manifest(made_at, claimbook_version(), copied, described(folder))
            write_manifest(folder, manifest)
            verified = verify(folder)
            _protect(folder)
    except OSError as error:
        raise BackupFailed(
            f"No backup was made at {path}: {error.strerror}. Nothing was left there."
        ) from error
    return verified


def verify(path: Path) -> Manifest:
    """Return the manifest of a backup of which every file is as it was written.

    Raises BadInput, Damaged.
    """
    manifest = read_manifest(path)
    kind = KINDS.get(manifest.database.kind)
    if kind is None:
        raise BadInput(f"{path} is of an unknown kind of database, {manifest.database.kind}.")
    check_files(path, manifest)
    kind.read_back(path, manifest)
    return manifest


def _protect(folder: Path) -> None:
    """Let no account but its owner's read a backup, and let the owner change nothing by mistake."""
    for file in folder.rglob("*"):
        file.chmod(private_files.FOLDER_OWNER_ONLY if file.is_dir() else 0o400)
