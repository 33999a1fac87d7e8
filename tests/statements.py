"""The SQL that a piece of work sends, to show that it does not grow with the rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.storage.database import Database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the statements that are sent within the block."""
    sent: list[str] = []
    listen = ("before_cursor_execute", lambda *about: sent.append(about[2]))
    event.listen(database.engine, *listen)
    try:
        yield sent
    finally:
        event.remove(database.engine, *listen)
