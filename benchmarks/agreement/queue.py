"""The reviewers' queue: its first page, and the worker's count of its order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.jobs.ordering import ORDERING
from annotator.jobs.runner import run_waiting
from annotator.models import User
from annotator.queries.review.review_queue import PAGE_SIZE, queue
from annotator.storage.database import Database
from benchmarks.agreement import derived, reviewed
from benchmarks.desk.people import AppDoor, log_in
from benchmarks.desk.saving import application
from benchmarks.table import Row
from benchmarks.timing import paired, seconds
from tests import sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from annotator.agreement.judgements import Judgements

GOAL = "≤ 20 ms"
#: The raw limit: the same rows by their index, and nothing else of the page.
BARE = f"""SELECT queued_claim.set_claim_id, queued_claim.likely_error, claim.text
FROM queued_claim
JOIN set_claim ON set_claim.id = queued_claim.set_claim_id
JOIN claim ON claim.id = set_claim.claim_id
WHERE queued_claim.claim_set_id = 1 AND queued_claim.state = 'open'
ORDER BY queued_claim.place LIMIT {PAGE_SIZE}"""  # noqa: S608 - nothing in it is anybody's


def rows(folder: Path, judgements: Judgements, size: str, times: int) -> Iterator[Row]:
    """Yield the count of the order, then the first page: while all wait, and when few are left."""
    file = folder / "reviewed.sqlite"
    database = Database(sqlite.empty(file))
    claim_set_id = reviewed.filled(database, judgements)
    took = seconds(lambda: run_waiting(database, ORDERING))
    yield Row(f"order of the queue counted, {size}", "", f"{took:.1f} s")
    yield from first_page(database, file, claim_set_id, f"{size}, nothing decided", times)
    left = len(judgements.items) // 100
    reviewed.decide_all_but(database, claim_set_id, left)
    yield from first_page(database, file, claim_set_id, f"{size}, all but {left:,} decided", times)
    yield from derived.rows(file, size)
    database.dispose()


def first_page(
    database: Database, file: Path, claim_set_id: int, state: str, times: int
) -> Iterator[Row]:
    """Yield the records of the first page, against its bare rows, and the request for it."""
    with closing(sqlite3.connect(file)) as connection:
        found = paired(
            lambda: connection.execute(BARE).fetchall(), asked(database, claim_set_id), 5 * times
        )
    reached = (
        f"{1000 * found.second:.1f} ms; bare rows {1000 * found.first:.2f} ms,"
        f" {found.ratio:.0f} times"
    )
    yield Row(f"first page of the queue, {state}", GOAL, reached)
    door = AppDoor(application(database))
    log_in(door, reviewed.REVIEWER)
    page = f"/sets/{claim_set_id}/review"
    door.get(page)
    took = median(seconds(lambda: door.get(page)) for _ in range(5 * times))
    yield Row(f"the request for it, {state}", GOAL, f"{1000 * took:.1f} ms")


def asked(database: Database, claim_set_id: int) -> Callable[[], object]:
    """Return what reads the first page, again each time."""
    with database.reading() as session:
        reviewer_id = session.scalars(select(User.id).where(User.name == reviewed.REVIEWER)).one()

    def read() -> object:
        with database.reading() as session:
            return queue(session, claim_set_id, reviewer_id)

    return read
