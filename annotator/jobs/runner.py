"""Taking the next job of a kind and running it, whatever it comes to."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.errors import ClaimbookError, JobCancelled, JobLost, ParserMissing, WorkerStopping
from annotator.fetching import PUBLIC
from annotator.jobs.failures import is_passing, reason_of
from annotator.jobs.run import LEASE, Run
from annotator.operations.jobs import running
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.jobs.due import is_due, without_job

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.fetching import Rules
    from annotator.jobs.kind import JobKind
    from annotator.operations.jobs.running import HeldJob
    from annotator.storage.database import Database

#: A job that failed for a passing reason waits so long before it is tried again.
TRY_AGAIN = timedelta(seconds=10)
#: What fails or is cancelled is not added again by what it waits for until so long after.
REST = timedelta(minutes=10)

log = logging.getLogger(__name__)


def run_waiting(database: Database, kind: JobKind, rules: Rules | None = PUBLIC) -> int:
    """Run every job of a kind that can be taken now; return how many."""
    count = 0
    while run_next(database, kind, rules):
        count += 1
    return count


def run_next(
    database: Database,
    kind: JobKind,
    rules: Rules | None = PUBLIC,
    stop: threading.Event | None = None,
) -> bool:
    """Run the next job of a kind; return False if nothing waits.

    A job that fails is marked with its reason, and this returns True. Raises ParserMissing, since
    no job of the kind can be run then, and SQLAlchemyError when the database cannot be used.
    """
    held = _taken(database, kind)
    if held is None:
        return False
    run = Run(database, held, kind.deadline, rules=rules, stop=stop)
    try:
        with run.kept():
            kind.run(run)
            if not run.ended:
                with run.last_transaction():
                    pass
    except Exception as error:
        _note_failure(run, error)
        if isinstance(error, ParserMissing):
            raise
    except BaseException:
        _give_back(run, reason=None)
        raise
    return True


def _taken(database: Database, kind: JobKind) -> HeldJob | None:
    """Take the next job; a look without work makes no writer wait."""
    at = now()
    with database.reading() as session:
        if not _new(session, kind, at) and not is_due(session, kind.key, at):
            return None
    with database.writing() as session:
        # Asked again: another worker may have done it since.
        enqueue(session, kind=kind.key, subjects=_new(session, kind, at))
        held = running.take(session, kind=kind.key, lease=LEASE)
        session.commit()
    return held


def _new(session: Session, kind: JobKind, at: datetime) -> list[int]:
    """Return the subjects that wait for such a job and have none."""
    waiting = kind.waits(session, at) if kind.waits else ()
    return without_job(session, kind.key, waiting, at - REST)


def _note_failure(run: Run, error: Exception) -> None:
    """Note what a run came to; a database that does not answer leaves it to the lease's end."""
    if isinstance(error, JobLost):
        log.warning("%s", error)
    elif isinstance(error, JobCancelled):
        with run.database.writing() as session:
            running.stop(session, held=run.held)
            session.commit()
    elif isinstance(error, WorkerStopping):
        _give_back(run, reason=None)
    elif isinstance(error, ParserMissing):
        _give_back(run, reason=str(error))
    else:
        _fail(run, error)


def _fail(run: Run, error: Exception) -> None:
    ours = isinstance(error, ClaimbookError)
    log.warning(
        "Job %s failed: %s", run.held.id, reason_of(error), exc_info=None if ours else error
    )
    again_at = now() + TRY_AGAIN if is_passing(error) else None
    with run.database.writing() as session:
        running.fail(session, held=run.held, reason=reason_of(error), again_at=again_at)
        session.commit()


def _give_back(run: Run, reason: str | None) -> None:
    with run.database.writing() as session:
        running.give_back(session, held=run.held, reason=reason, due_at=now())
        session.commit()
