"""The worker: does what waits, then looks again.

The tables are the queue (a document waits until it was read, a source until it was brought), so
that nothing is queued twice or lost, and a worker that was killed is followed by one that goes on.
Each kind of work has a thread: a slow source keeps no document waiting.
"""

from __future__ import annotations

import logging
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from annotator.errors import ParserMissing
from annotator.fetching import PUBLIC, Rules
from annotator.jobs.comparing import compare_some
from annotator.jobs.drafts import tidy_some
from annotator.jobs.extraction import read_some
from annotator.jobs.fetching import fetch_some
from annotator.jobs.ordering import order_some

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from annotator.storage.database import Database

    # Does a piece of work and returns how much; 0 when nothing waited.
    Job = Callable[[Database], int]

PAUSE_SECONDS = 0.5
LONG_PAUSE_SECONDS = 30.0

log = logging.getLogger(__name__)


def work(database: Database, stop: threading.Event, rules: Rules | None = PUBLIC) -> None:
    """Do whatever waits until `stop` is set; without `rules` no address is opened."""
    fetch_with_rules = partial(fetch_some, rules=rules)
    jobs: tuple[Job, ...] = (read_some, compare_some, tidy_some, order_some, fetch_with_rules)
    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(_repeat, job, database, stop) for job in jobs]
        wait(running, return_when=FIRST_EXCEPTION)
        stop.set()
    for job in running:
        job.result()


def _repeat(job: Job, database: Database, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            pause = 0.0 if job(database) else PAUSE_SECONDS
        except (OperationalError, ParserMissing) as error:
            # The database is restarting, or a part is missing: say so, and try again later.
            log.warning("%s", error)
            pause = LONG_PAUSE_SECONDS if isinstance(error, ParserMissing) else 1.0
        stop.wait(pause)
