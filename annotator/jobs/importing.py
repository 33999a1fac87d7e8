"""Importing from paths: files, folders and archives, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import imports
from annotator.imports.incoming import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.imports.incoming import Incoming

MOST_BYTES = 256 * 1024 * 1024


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named whose kind can be read, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inner
                for inner in path.rglob("*")
                if inner.is_file() and inner.name.lower().endswith(imports.SUFFIXES)
            )
        else:
            found.append(path)
    return found


def texts_of(path: Path) -> Iterator[Incoming]:
    """Yield the texts in one file; a file that cannot be opened is one that could not be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            yield Unreadable(str(path), f"It is larger than {MOST_BYTES // 1024**2} MB.")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Unreadable(str(path), f"It could not be opened ({error.strerror}).")
        return
    yield from imports.read(path.name, data)
