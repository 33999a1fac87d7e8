"""States of an import, from the upload to its documents."""

from __future__ import annotations

from enum import StrEnum


class ImportState(StrEnum):
    """Where an import stands; only the documents of one that is done are visible."""

    UPLOADING = "uploading"
    READING = "reading"
    PREVIEWED = "previewed"
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
