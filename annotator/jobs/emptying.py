"""Emptying the bin: what was withdrawn without a reason is deleted after 30 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.errors import NotFound
from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.bin.kinds import BIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run

#: The worker comes again for the rest.
MOST = 200


def empty(run: Run) -> None:
    """Delete what has been in the bin for its days, each thing in its own transaction."""
    at = now()
    for kind in BIN:
        with run.database.reading() as session:
            due = kind.due(session, at, MOST)
        for one in due:
            try:
                with run.transaction() as session:
                    kind.delete(session, one)
            except NotFound:
                continue  # It was put back since.


def _waits(session: Session, at: datetime) -> Sequence[int]:
    return [0] if any(kind.due(session, at, 1) for kind in BIN) else []


EMPTYING = JobKind("emptying", lazy("Delete what was in the bin for 30 days"), empty, _waits)
