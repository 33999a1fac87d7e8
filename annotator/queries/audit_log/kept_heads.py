"""The heads that the worker keeps outside of the database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from annotator import heads_file
from annotator.settings import audit_key, instance_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


def kept_heads(environ: Mapping[str, str] = os.environ) -> dict[int, tuple[int, str]] | None:
    """Return the heads in the worker's file in the instance folder, None if there is none.

    Raises BadInput if the file was changed, or if the key of the folder did not sign it.
    """
    path = instance_folder(environ) / heads_file.NAME
    return heads_file.read(path, audit_key(environ)) if path.exists() else None
