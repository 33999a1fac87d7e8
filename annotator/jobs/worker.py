"""The worker: does what waits, then looks again.

The table `job` is the queue: nothing is queued twice or lost, and a worker that was killed is
followed by one that goes on. Each kind of job has threads: a slow source keeps no document waiting.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from annotator.errors import DatabaseUnavailable, ParserMissing
from annotator.fetching import PUBLIC, Rules
from annotator.jobs.registry import JOBS
from annotator.jobs.runner import run_next
from annotator.storage.states import explained

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from annotator.jobs.kind import JobKind
    from annotator.storage.database import Database

#: How long a worker waits for what passes by itself, and for what an administrator must do.
SHORT_PAUSE, LONG_PAUSE = 1.0, 30.0

log = logging.getLogger(__name__)


def work(
    database: Database,
    stop: threading.Event,
    rules: Rules | None = PUBLIC,
    kinds: Sequence[JobKind] = JOBS,
) -> None:
    """Do whatever waits until `stop` is set; without `rules` no address is opened."""
    threads = [kind for kind in kinds for _ in range(kind.at_once)]
    with ThreadPoolExecutor(len(threads)) as pool:
        for kind in threads:
            pool.submit(_repeat, database, kind, rules, stop)


def _repeat(database: Database, kind: JobKind, rules: Rules | None, stop: threading.Event) -> None:
    """Run jobs of one kind; no error ends it, or the others of the kind would never run."""
    while not stop.is_set():
        try:
            with explained(database):
                pause = 0.0 if run_next(database, kind, rules, stop) else kind.pause
        except (DatabaseUnavailable, ParserMissing) as error:
            log.warning("%s", error.in_full())
            passing = isinstance(error, DatabaseUnavailable) and error.passing
            pause = SHORT_PAUSE if passing else LONG_PAUSE
        except Exception:
            log.exception("The worker could not take a job of the kind “%s”.", kind.key)
            pause = LONG_PAUSE
        stop.wait(pause)
