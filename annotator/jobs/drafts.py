"""Forgetting what was removed from drafts longer ago than it can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.operations.desk.drafts import tidy
from annotator.queries.desk.drafts import untidy_drafts

if TYPE_CHECKING:
    from annotator.storage.database import Database


def tidy_some(database: Database) -> int:
    """Tidy the drafts whose time has come, each in a transaction of its own; returns how many."""
    at = now()
    with database.reading() as session:
        untidy = untidy_drafts(session, at)
    for assignment_id in untidy:
        with database.writing() as session:
            tidy(session, assignment_id=assignment_id, at=at)
            session.commit()
    return len(untidy)
