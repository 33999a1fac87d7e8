"""The worker: does what waits, then looks again.

The tables are the queue (a document waits until it was read), so that nothing is queued twice or
lost, and a worker that was killed is followed by one that goes on.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from annotator.errors import ParserMissing
from annotator.jobs.comparing import compare_some
from annotator.jobs.drafts import tidy_some
from annotator.jobs.extraction import read_some

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.database import Database

# Each takes the database, does a piece of work and returns how much; 0 when nothing waited.
JOBS: tuple[Callable[[Database], int], ...] = (read_some, compare_some, tidy_some)
PAUSE_SECONDS = 0.5
LONG_PAUSE_SECONDS = 30.0

log = logging.getLogger(__name__)


def work(database: Database, stop: threading.Event) -> None:
    """Do whatever waits until `stop` is set."""
    while not stop.is_set():
        pause = 0.0 if _one_round(database) else PAUSE_SECONDS
        stop.wait(pause)


def _one_round(database: Database) -> int:
    done = 0
    for job in JOBS:
        try:
            done += job(database)
        except (OperationalError, ParserMissing) as error:
            # The database is restarting, or a part is missing: say so, and try again later.
            log.warning("%s", error)
            threading.Event().wait(LONG_PAUSE_SECONDS if isinstance(error, ParserMissing) else 1.0)
    return done
