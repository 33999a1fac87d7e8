"""The files of the instance folder that belong to the database."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from annotator import private_files
from annotator.storage.whole_files import whole_file

if TYPE_CHECKING:
    from pathlib import Path

#: Keys and settings are not among them: a copy of a backup must not be enough to sign anything.
FILES = ("audit-heads.json",)
FOLDER = "instance"


def copy_beside(instance: Path, folder: Path) -> None:
    """Copy the files into the folder of a backup.

    Before the database: the heads of the audit log must be of events that the copy has.
    """
    for name in FILES:
        if (instance / name).is_file():
            private_files.make_folder(folder / FOLDER)
            shutil.copyfile(instance / name, folder / FOLDER / name)


def put_beside(folder: Path, instance: Path, moved: str) -> None:
    """Put the files of a backup into the instance folder.

    What is there gets a name that ends in `moved`: the newer heads of an audit log are evidence.
    """
    for name in FILES:
        present, copied = instance / name, folder / FOLDER / name
        if present.exists() and not _same(present, copied):
            present.replace(instance / f"{name}.{moved}")
        if copied.exists():
            private_files.make_folder(instance)
            with whole_file(present) as file:
                file.write(copied.read_bytes())
            present.chmod(private_files.OWNER_ONLY)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()
