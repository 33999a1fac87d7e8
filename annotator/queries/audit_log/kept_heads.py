"""The heads that the worker keeps outside of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import heads_file
from annotator.settings import audit_key

if TYPE_CHECKING:
    from pathlib import Path


def kept_heads(folder: Path) -> dict[int, tuple[int, str]] | None:
    """Return the heads in the worker's file in an instance folder, None if there is none.

    Raises BadInput if the file was changed.
    """
    path = folder / heads_file.NAME
    return heads_file.read(path, audit_key()) if path.exists() else None
