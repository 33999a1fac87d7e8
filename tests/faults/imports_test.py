"""A worker that is killed while it imports: the next one goes on, and the result is the same."""

from __future__ import annotations

import multiprocessing
import signal
import time
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from annotator.clock import now
from annotator.import_states import ImportState
from annotator.models import Job
from annotator.queries.corpus.imports import import_of
from annotator.terms import ImportOutcome, JobState
from tests import commands
from tests.faults import importer
from tests.importing import all_documents, confirmed, end_import, import_items, state_of, stored

if TYPE_CHECKING:
    from tests.world import World

TEXTS, KILLS = 1_200, 10
#: Seconds, in which a worker commits once or twice more.
MOST_LATER = 0.01


def posts(count: int) -> bytes:
    """A table whose every tenth text is a duplicate, and every twentieth is empty."""
    rows = (f"Post {n - n % 10 // 9}." if n % 20 else "" for n in range(count))
    return "\n".join(["title,text", *(f"Title {n},{row}" for n, row in enumerate(rows))]).encode()


def test_an_import_killed_ten_times_is_as_one_that_was_not(world: World, url: str) -> None:
    batch_id = confirmed(world, ("posts.csv", posts(TEXTS)))
    chance, written = Random(7), []
    for _ in range(KILLS):
        written.append(_killed(url, chance.randint(1, 2), MOST_LATER * chance.random()))
        _end_lease(world)
        assert state_of(world, batch_id) is ImportState.IMPORTING
        with world.reading() as session:
            kept = import_of(session, batch_id).kept
        # What was acknowledged is there, and at most one transaction more.
        assert sum(written) * 25 <= kept <= (sum(written) + len(written)) * 40
    end_import(world)
    assert state_of(world, batch_id) is ImportState.DONE
    interrupted = import_items(world, batch_id)
    documents = [text for _id, text in all_documents(world)]
    assert len(interrupted) == TEXTS
    assert [text for text, outcome in interrupted if outcome == "imported"] == documents
    assert interrupted == _expected()
    assert stored(world) == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_ids_are_those_of_an_undisturbed_import(world: World, url: str) -> None:
    confirmed(world, ("posts.csv", posts(200)))
    _killed(url, 2)
    _end_lease(world)
    end_import(world)
    ids = [number for number, _text in all_documents(world)]
    assert ids == list(range(ids[0], ids[0] + len(ids)))


def _killed(url: str, after: int, later: float = 0.0) -> int:
    """Let a worker import until it has committed `after` times, and kill it so much later.

    Returns how often it has committed.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    process = commands.CONTEXT.Process(target=importer.work, args=(url, there))
    process.start()
    there.close()
    for _ in range(after):
        here.recv()
    time.sleep(later)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    written = after
    with here, suppress(EOFError):
        while here.recv():
            written += 1
    return written


def _end_lease(world: World) -> None:
    """Half a minute passes."""
    with world.writing() as session:
        session.execute(update(Job).where(Job.state == JobState.RUNNING).values(lease_until=now()))
        session.commit()


def _expected() -> list[tuple[str | None, str]]:
    seen: set[str] = set()
    found: list[tuple[str | None, str]] = []
    for row in posts(TEXTS).decode().split("\n")[1:]:
        text = row.partition(",")[2]
        if not text:
            found.append((None, ImportOutcome.FAILED))
            continue
        found.append((text, ImportOutcome.REPEATED if text in seen else ImportOutcome.IMPORTED))
        seen.add(text)
    return found
