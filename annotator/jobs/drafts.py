"""Forgetting what was removed from drafts longer ago than it can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.desk.drafts import tidy
from annotator.queries.desk.drafts import untidy_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run


def tidy_drafts(run: Run) -> None:
    """Tidy the drafts whose time has come, each in its own transaction."""
    at = now()
    with run.database.reading() as session:
        untidy = untidy_drafts(session, at)
    for done, assignment_id in enumerate(untidy):
        with run.transaction(done, len(untidy)) as session:
            tidy(session, assignment_id=assignment_id, at=at)


def _waits(session: Session, at: datetime) -> Sequence[int]:
    return [0] if untidy_drafts(session, at) else []


DRAFTS = JobKind("drafts", lazy("Delete what was removed from drafts"), tidy_drafts, _waits)
