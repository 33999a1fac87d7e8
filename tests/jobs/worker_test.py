"""The worker does what waits, whatever happened to the one before it."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from annotator.imports.incoming import IncomingText
from annotator.jobs.extraction import read_some
from annotator.jobs.worker import work
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.queries.corpus.imports import Import, import_of
from annotator.records import DocumentMetadata
from annotator.storage.database import Database
from tests import commands
from tests.world import World, statement

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from pathlib import Path

DOCUMENTS = 30


def test_what_waits_is_read_and_then_nothing_waits(world: World) -> None:
    batch_id = _import(world, 3)
    assert read_some(world.database) == 3
    assert read_some(world.database) == 0
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


def test_two_workers_read_each_document_once(world: World) -> None:
    batch_id = _import(world, DOCUMENTS)
    threads = [threading.Thread(target=read_some, args=(world.database, 50)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _import_of(world, batch_id).claims == DOCUMENTS


def test_a_killed_worker_is_followed_by_one_that_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    world = World(database)
    batch_id = _import(world, DOCUMENTS)
    for _ in range(3):
        worker = _start_worker(sqlite_url, tmp_path)
        before = _import_of(world, batch_id).read
        _wait_until_read(world, batch_id, before + 1)
        worker.kill()
        worker.join()
    worker = _start_worker(sqlite_url, tmp_path)
    _wait_until_read(world, batch_id)
    worker.terminate()
    worker.join(timeout=30)
    assert worker.exitcode in (0, -signal.SIGTERM)
    assert _import_of(world, batch_id).claims == DOCUMENTS
    database.dispose()


def _import(world: World, count: int) -> int:
    with world.writing() as session:
        batch_id = begin_import(session, label="test", claim_set_id=world.claim_set_id)
        texts = [
            IncomingText(
                name=f"{n}.txt",
                text=statement(f"bridge {n} was closed"),
                metadata=DocumentMetadata(title=str(n)),
            )
            for n in range(count)
        ]
        import_texts(session, batch_id=batch_id, incoming=texts, unstated=DocumentMetadata())
        session.commit()
    return batch_id


def _import_of(world: World, batch_id: int) -> Import:
    with world.reading() as session:
        return import_of(session, batch_id)


def _wait_until_read(world: World, batch_id: int, count: int | None = None) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = _import_of(world, batch_id)
        if found.read >= min(count or found.imported, found.imported):
            return
        time.sleep(0.05)
    raise AssertionError("the worker did not get on")


def _start_worker(url: str, folder: Path) -> BaseProcess:
    environment = {**os.environ, "DATABASE_URL": url, "CLAIMBOOK_INSTANCE": str(folder)}
    return commands.started(("worker",), environment, folder)
