"""The worker does what waits, whatever happened to the one before it."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from annotator.clock import now
from annotator.imports.incoming import IncomingText
from annotator.jobs import runner
from annotator.jobs.apart import Apart
from annotator.jobs.extraction import EXTRACTION, EXTRACTION_HERE, read
from annotator.jobs.runner import run_waiting
from annotator.jobs.worker import work
from annotator.models import Job
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.jobs.running import MOST_TRIES
from annotator.operations.jobs.waiting import cancel
from annotator.queries.corpus.imports import Import, import_of
from annotator.queries.jobs.jobs import JobRecord, jobs
from annotator.queries.visibility.blindness import ANYBODY
from annotator.records import DocumentMetadata
from annotator.storage.database import Database
from annotator.terms import JobState
from annotator.text.extraction import Extraction, Span
from tests import commands, troubles
from tests.jobs.breaking import die_at_the_first, hang_at_the_first
from tests.world import World, found_in, statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from annotator.jobs.run import Run

DOCUMENTS = 10
#: Sentences of a text that a worker reads for many seconds.
MANY = 4_000


def test_what_waits_is_read_and_then_nothing_waits(world: World) -> None:
    batch_id = _import(world, 3)
    assert run_waiting(world.database, EXTRACTION_HERE) == 3
    assert run_waiting(world.database, EXTRACTION_HERE) == 0
    found = _import_of(world, batch_id)
    assert (found.finished, found.read, found.claims) == (True, 3, 3)


def test_a_worker_reads_until_it_is_told_to_stop(world: World) -> None:
    batch_id = _import(world, 3)
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(world.database, stop))
    thread.start()
    _wait_until_read(world, batch_id)
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_a_worker_names_the_state_of_the_database_and_goes_on_after_it(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(sqlite_url, wait_seconds=0.05)
    world = World(database)
    batch_id = _import(world, 1)
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(database, stop, None, [EXTRACTION_HERE]))
    with troubles.locked(database):
        thread.start()
        until = time.monotonic() + 30
        while "The database is locked by other work." not in caplog.text:
            assert time.monotonic() < until
            time.sleep(0.05)
    assert "Traceback" not in caplog.text
    _wait_until_read(world, batch_id)
    stop.set()
    thread.join(timeout=30)
    database.dispose()


def test_two_workers_read_each_document_once(world: World) -> None:
    batch_id = _import(world, DOCUMENTS)
    threads = [
        threading.Thread(target=run_waiting, args=(world.database, EXTRACTION_HERE))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _import_of(world, batch_id).claims == DOCUMENTS


def _too_deep(words: str) -> Extraction:
    return _too_deep(words)


def _not_a_number(words: str) -> Extraction:
    return found_in(str(int(words)))


def _empty_sentence(words: str) -> Extraction:
    found = found_in(words)
    return replace(found, sentences=(replace(found.sentences[0], span=Span(0, 0)),))


@pytest.mark.parametrize(
    ("breaks", "reason"),
    [
        (_too_deep, "RecursionError: maximum recursion depth"),
        (_not_a_number, "ValueError: invalid literal"),
        (_empty_sentence, "A rule of the database was broken: "),
    ],
)
def test_a_document_that_breaks_a_rule_fails_alone_and_the_next_one_is_read(
    world: World, breaks: Callable[[str], Extraction], reason: str
) -> None:
    def find(words: str, _language: str, _finely: bool) -> Extraction:
        return breaks(words) if "bridge 0 " in words else found_in(words)

    batch_id = _import(world, 3)
    assert run_waiting(world.database, replace(EXTRACTION, run=partial(read, find=find))) == 3
    found = _import_of(world, batch_id)
    assert (found.finished, found.read, found.unreadable) == (True, 2, 1)
    (failed,) = _jobs(world, JobState.FAILED)
    assert failed.tries == 1
    assert str(failed.reason).startswith(reason)


# On one database: the deadline is the runner's, and it is long.
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_document_that_takes_too_long_fails_alone_and_the_next_one_is_read(
    world: World,
) -> None:
    apart = Apart(hang_at_the_first)
    batch_id = _import(world, 2)
    # Long enough to start a process for the second document.
    deadline = timedelta(seconds=8)
    run_waiting(world.database, replace(EXTRACTION, run=_apart(apart), deadline=deadline))
    apart.end()
    found = _import_of(world, batch_id)
    assert (found.finished, found.read, found.unreadable) == (True, 1, 1)
    (failed,) = _jobs(world, JobState.FAILED)
    assert (failed.tries, failed.reason) == (1, "It took longer than 8 seconds.")


def test_a_document_that_kills_its_reader_is_tried_three_times(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "TRY_AGAIN", timedelta())
    apart = Apart(die_at_the_first)
    batch_id = _import(world, 2)
    assert run_waiting(world.database, replace(EXTRACTION, run=_apart(apart))) == MOST_TRIES + 1
    apart.end()
    assert _import_of(world, batch_id).read == 1
    (failed,) = _jobs(world, JobState.FAILED)
    assert failed.tries == MOST_TRIES
    assert "ended from outside" in str(failed.reason)


def test_a_job_that_is_cancelled_while_it_runs_stops_at_its_next_step(world: World) -> None:
    steps = []

    def go_on(run: Run) -> None:
        for step in range(9):
            steps.append(step)
            run.note(step, 9)
            if step == 1:
                with world.writing() as session:
                    assert not cancel(session, job_id=run.held.id)
                    session.commit()

    _import(world, 1)
    assert run_waiting(world.database, replace(EXTRACTION, run=go_on)) == 1
    assert steps == [0, 1, 2]
    (cancelled,) = _jobs(world, JobState.CANCELLED)
    assert (cancelled.steps_done, cancelled.steps_total) == (1, 9)


def test_a_run_that_never_asks_fails_at_its_deadline_and_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.jobs.run.BEAT_SECONDS", 0.05)
    kept = []

    def never_ask(run: Run) -> None:
        _wait_until(lambda: _jobs(world, JobState.FAILED) != ())
        with run.transaction():
            kept.append(run.subject)

    _import(world, 1)
    kind = replace(EXTRACTION, run=never_ask, deadline=timedelta(seconds=0.2))
    assert run_waiting(world.database, kind) == 1
    assert kept == []
    (failed,) = _jobs(world, JobState.FAILED)
    assert failed.reason == "It took longer than 0.2 seconds."


def test_a_worker_that_stops_gives_its_job_back_untried(world: World) -> None:
    stop = threading.Event()

    def stop_in_the_middle(run: Run) -> None:
        stop.set()
        run.check()

    _import(world, 1)
    work(world.database, stop, kinds=[replace(EXTRACTION, run=stop_in_the_middle)])
    (given_back,) = _jobs(world, JobState.WAITING)
    assert given_back.tries == 0


def test_a_kind_that_cannot_be_looked_for_keeps_no_other_waiting(world: World) -> None:
    def broken(*_: object) -> list[int]:
        raise ValueError("This cannot be looked for.")

    batch_id = _import(world, 1)
    stop = threading.Event()
    kinds = [replace(EXTRACTION_HERE, key="broken", waits=broken), EXTRACTION_HERE]
    thread = threading.Thread(target=work, args=(world.database, stop), kwargs={"kinds": kinds})
    thread.start()
    _wait_until_read(world, batch_id)
    stop.set()
    thread.join(timeout=30)


def test_a_document_at_which_the_worker_is_killed_three_times_fails_and_the_next_is_read(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    world = World(database)
    long = " ".join(statement(f"bridge {n} was closed") for n in range(MANY))
    _import_texts(world, long)
    for tries in range(1, MOST_TRIES + 1):
        worker = _start_worker(sqlite_url, tmp_path)
        _wait_until(partial(_runs_for_the, tries, world))
        worker.kill()
        worker.join()
        _let_leases_end(world)
    batch_id = _import(world, 3)
    worker = _start_worker(sqlite_url, tmp_path)
    _wait_until_read(world, batch_id)
    worker.terminate()
    worker.join(timeout=30)
    assert worker.exitcode in (0, -signal.SIGTERM)
    assert _import_of(world, batch_id).claims == 3
    (failed,) = _jobs(world, JobState.FAILED)
    assert "ended from outside 3 times" in str(failed.reason)
    database.dispose()


def _apart(apart: Apart[Extraction]) -> Callable[[Run], None]:
    return lambda run: read(run, partial(apart.do, run.check))


def _import(world: World, count: int) -> int:
    return _import_texts(world, *(statement(f"bridge {n} was closed") for n in range(count)))


def _import_texts(world: World, *texts: str) -> int:
    with world.writing() as session:
        batch_id = begin_import(session, label="test", claim_set_id=world.claim_set_id)
        incoming = [
            IncomingText(name=f"{n}.txt", text=text, metadata=DocumentMetadata(title=str(n)))
            for n, text in enumerate(texts)
        ]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        session.commit()
    return batch_id


def _import_of(world: World, batch_id: int) -> Import:
    with world.reading() as session:
        return import_of(session, batch_id)


def _jobs(world: World, state: JobState) -> tuple[JobRecord, ...]:
    with world.reading() as session:
        return tuple(
            job for job in jobs(session, state, ANYBODY).jobs if job.kind == EXTRACTION.key
        )


def _runs_for_the(tries: int, world: World) -> bool:
    return [job.tries for job in _jobs(world, JobState.RUNNING)] == [tries]


def _let_leases_end(world: World) -> None:
    with world.writing() as session:
        ended = now() - timedelta(seconds=1)
        session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=ended))
        session.commit()


def _wait_until_read(world: World, batch_id: int, count: int | None = None) -> None:
    def is_read() -> bool:
        found = _import_of(world, batch_id)
        return found.read >= min(count or found.imported, found.imported)

    _wait_until(is_read)


def _wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "the worker did not get on"
        time.sleep(0.05)


def _start_worker(url: str, folder: Path) -> BaseProcess:
    environment = {**os.environ, "DATABASE_URL": url, "CLAIMBOOK_INSTANCE": str(folder)}
    return commands.started(("worker",), environment, folder)
