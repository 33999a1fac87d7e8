"""Terms of imports: their states, where a guess was found, and what only a person can tell."""

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


class GuessOrigin(StrEnum):
    """Where a guessed field of an incoming text was found."""

    FIRST_LINES = "first_lines"
    DATELINE = "dateline"
    FILE_NAME = "file_name"
    PAGE_HEAD = "page_head"
    PROPERTIES = "properties"
    FEED = "feed"


class QuestionKind(StrEnum):
    """What only a person can tell of a file that comes in."""

    ENCODING = "encoding"
    NAMES = "names"
    DATE_ORDER = "date_order"
    COLUMNS = "columns"
