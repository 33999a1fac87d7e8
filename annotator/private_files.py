"""Files that only the account of Claimbook may open: the secret key, the database, their folder."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_folder(folder: Path) -> None:
    """Create a folder that only its owner may open; keep one that exists as it is."""
    folder.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)


def create(path: Path) -> int:
    """Return a descriptor of a new file that only its owner may open. Raises FileExistsError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)


def open_to_others(paths: Iterable[Path]) -> Iterator[tuple[Path, int, int]]:
    """Yield each path that other accounts may open, with its mode and the mode that it needs."""
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_mode & _OTHERS:
            needed = FOLDER_OWNER_ONLY if stat.S_ISDIR(found.st_mode) else OWNER_ONLY
            yield path, stat.S_IMODE(found.st_mode), needed
