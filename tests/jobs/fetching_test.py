"""The worker fetches sources: each in its own transaction, whatever happened before."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.fetching import PUBLIC
from annotator.jobs.fetching import FETCH
from annotator.jobs.runner import run_waiting
from annotator.jobs.worker import work
from annotator.operations.desk import fetches
from annotator.queries.sources.fetches import OpenSource, opened_sources
from annotator.terms import FetchState
from tests.fetching.files import article, pdf
from tests.fetching.server import page, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.fetching import Rules
    from annotator.tokens import Token
    from tests.world import World


def test_a_source_is_brought_and_then_none_waits(world: World) -> None:
    assignment_id = _desk(world)
    with serving(page(article(), Content_Type="text/html")) as server:
        _ask(world, assignment_id, f"http://relief.example:{server.port}/five")
        _ask(world, assignment_id, server.address + "/six")
        assert run_waiting(world.database, FETCH, server.rules) == 2
        assert run_waiting(world.database, FETCH, server.rules) == 0
    missing, found = _open(world, assignment_id)
    assert missing.state is FetchState.FAILED
    assert "There is no host “relief.example”" in str(missing.reason)
    assert (found.state, found.title) == (FetchState.READY, "Harbour open again")


def test_a_file_is_read_where_fetching_is_off_and_no_address_is_opened(world: World) -> None:
    assignment_id = _desk(world)
    with serving(page(b"Nobody may read this.")) as server:
        _ask(world, assignment_id, server.address)
        with world.writing() as session:
            fetches.upload(
                session,
                assignment_id=assignment_id,
                annotator_id=world.people["ann"],
                name="bulletin.pdf",
                data=pdf("Nobody was treated."),
            )
            session.commit()
        run_waiting(world.database, FETCH, None)
        assert server.visits == []
    refused, read = _open(world, assignment_id)
    assert str(refused.reason).startswith("Fetching is switched off here.")
    assert read.state is FetchState.READY


def test_two_workers_bring_a_source_once(world: World) -> None:
    assignment_id = _desk(world)
    with serving(page(b"Nobody was treated.")) as server:
        _ask(world, assignment_id, server.address)
        rules = server.rules
        threads = [
            threading.Thread(target=run_waiting, args=(world.database, FETCH, rules))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    (found,) = _open(world, assignment_id)
    assert found.state is FetchState.READY


def test_a_slow_source_keeps_no_other_waiting(world: World) -> None:
    assignment_id = _desk(world)
    answered = threading.Event()
    with (
        serving(lambda *_: answered.wait(60)) as slow,
        serving(page(b"Text.")) as quick,
        _working(world, replace(slow.rules, ports=frozenset({slow.port, quick.port}), seconds=60)),
    ):
        _ask(world, assignment_id, slow.address)
        _ask(world, assignment_id, quick.address)
        _wait_until(lambda: _open(world, assignment_id)[1].state is FetchState.READY)
        assert _open(world, assignment_id)[0].state is FetchState.WAITING
        answered.set()


def test_an_address_in_our_own_network_is_refused_by_what_the_worker_is_given(
    world: World,
) -> None:
    assignment_id = _desk(world)
    _ask(world, assignment_id, "http://127.0.0.1/")
    run_waiting(world.database, FETCH, PUBLIC)
    (refused,) = _open(world, assignment_id)
    assert str(refused.reason).startswith("The address leads into a private network")


def _desk(world: World) -> Token:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    return assignment_id


def _ask(world: World, assignment_id: Token, url: str) -> Token:
    with world.writing() as session:
        fetch_id = fetches.ask(
            session, assignment_id=assignment_id, annotator_id=world.people["ann"], url=url
        )
        session.commit()
    return fetch_id


def _open(world: World, assignment_id: Token) -> tuple[OpenSource, ...]:
    with world.reading() as session:
        return opened_sources(session, assignment_id, world.people["ann"])


@contextmanager
def _working(world: World, rules: Rules) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(world.database, stop, rules))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
