"""Folders that have their name only once they are whole."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator import private_files
from annotator.errors import BadInput
from annotator.storage.whole_files import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that is renamed to `path` at the end, or removed at an error.

    Raises BadInput if `path` exists or another process writes it, OSError.
    """
    with unfinished_folder(path) as folder:
        _refuse_existing(path)
        yield folder
        for file in (*folder.rglob("*"), folder):
            sync(file)
        # The system replaces an empty folder without a word.
        _refuse_existing(path)
        folder.rename(path)
        sync(path.parent)


@contextmanager
def unfinished_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder beside `path`, which is removed at the end.

    A folder that a killed process left is emptied and used. Raises BadInput if another process has
    it, OSError.
    """
    folder = path.with_name(UNFINISHED.format(path.name))
    folder.mkdir(mode=private_files.FOLDER_OWNER_ONLY, exist_ok=True)
    # The system unlocks it when the process dies.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor, folder, path)
        try:
            _empty(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def left_folders(folder: Path) -> list[Path]:
    """Return the unfinished folders in a folder that no process writes any more."""
    return [one for one in folder.glob(UNFINISHED.format("*")) if one.is_dir() and _is_left(one)]


def sync(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Another process may have finished between the opening and the locking.
        held = os.path.samestat(os.fstat(descriptor), folder.stat())
    except (BlockingIOError, FileNotFoundError):
        held = False
    if not held:
        raise BadInput(f"Another process is writing {path}. Wait until it ends, or end it.")


def _is_left(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise BadInput(f"{path} exists already. Nothing was changed. Choose another name.")
