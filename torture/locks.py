"""A person who needs a whole set, while one save after the other shares it (PostgreSQL)."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from annotator.jobs.migration import migrate
from annotator.operations.locks import hold_set, lock_set
from annotator.storage.database import Database
from annotator.storage.lock_notes import SetLock
from tests import postgresql
from tests.world import World
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "The lock on a whole set, behind a stream of saves that share it (PostgreSQL)."
#: Seconds. A save that is drawn out, so that the stream never has a gap.
SAVE = 0.1
MOST = 2.0
PATIENCE = 60.0


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield how long a person waits for the whole set; a short round asks fewer times."""
    people, times = (6, 2) if short else (16, 20)
    with ExitStack() as stack:
        server = stack.enter_context(postgresql.server(stack.enter_context(postgresql.folder())))
        url = postgresql.made(server, "locks")
        migrate(url)
        database = Database(url, PATIENCE)
        stack.callback(database.dispose)
        set_id = World(database).claim_set_id
        saves = stack.enter_context(_stream(database, set_id, people))
        waits = [_wait(database, set_id) for _ in range(times)]
        yield Figure(
            f"longest of {times} waits for a set that {people} people save in",
            f"≤ {MOST:g} s",
            f"{max(waits):.2f} s, beside {len(saves)} saves",
            max(waits) <= MOST,
            timed=True,
        )


@contextmanager
def _stream(database: Database, claim_set_id: int, people: int) -> Iterator[list[float]]:
    """Yield the times of the saves of people who save without a pause, until the block ends."""
    done: list[float] = []
    stop = threading.Event()

    def save(number: int) -> None:
        sleep(SAVE * number / people)
        while not stop.is_set():
            begin = perf_counter()
            with database.writing() as session:
                hold_set(session, claim_set_id)
                sleep(SAVE)
                session.commit()
            done.append(perf_counter() - begin)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    sleep(2 * SAVE)
    try:
        yield done
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _wait(database: Database, claim_set_id: int) -> float:
    with database.writing() as session:
        begin = perf_counter()
        lock_set(session, claim_set_id, SetLock.SETTINGS)
        waited = perf_counter() - begin
        session.commit()
    sleep(2 * SAVE)
    return waited
