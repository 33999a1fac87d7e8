"""Files that have their name only once they are whole, and the removal of those that never will."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The name of an unfinished file. No other program uses it, so what has it may be removed.
UNFINISHED = ".{}.claimbook.part"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which replaces `path` at the end, or is removed at an error.

    The system unlocks it when its process dies; the next file in the folder then removes it. Raises
    BadInput if another process writes the same file, OSError.
    """
    remove_unfinished(path.parent)
    unfinished = path.with_name(UNFINISHED.format(path.name))
    file = _open_locked(unfinished)
    if file is None:
        raise BadInput(f"Another process is writing {path}. Wait until it ends, or end it.")
    with file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def remove_unfinished(folder: Path) -> None:
    """Remove the unfinished files of a folder that no process writes any more."""
    for left in folder.glob(UNFINISHED.format("*")):
        with suppress(OSError):
            file = _open_locked(left, create=False)
            if file is not None:
                with file:
                    left.unlink(missing_ok=True)


def _open_locked(path: Path, *, create: bool = True) -> IO[bytes] | None:
    """Return the file of this name, locked and empty; None while another process has it."""
    while True:
        file = os.fdopen(os.open(path, os.O_WRONLY | (os.O_CREAT if create else 0), 0o666), "wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        if _has_name(file, path):
            file.truncate()
            return file
        # It was removed between the opening and the locking.
        file.close()


def _has_name(file: IO[bytes], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
