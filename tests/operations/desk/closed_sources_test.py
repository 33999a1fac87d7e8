"""Sources put out of the way: each person's own, none that they cite, and back whenever wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotator.errors import Conflict, NotFound
from annotator.operations.desk import closed_sources, fetches
from annotator.queries.audit_log.events import Wanted, trail
from annotator.queries.sources.fetches import opened_sources
from annotator.records import QuoteInput
from annotator.terms import FETCH
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

TEXT = "Nobody was treated on Friday."
URL = "https://relief.example/bulletins/5"


def test_a_closed_source_is_open_again_when_it_is_asked_for_in_any_way(world: World) -> None:
    assignment_id = _desk(world)
    fetch_id = world.paste("ann", assignment_id, TEXT)
    for _ in range(2):
        _close(world, assignment_id, fetch_id)
    assert _closed(world, assignment_id) == [True]
    with world.writing() as session:
        closed_sources.reopen(session, **_ann(world, assignment_id), fetch_id=fetch_id)
        session.commit()
    assert _closed(world, assignment_id) == [False]
    _close(world, assignment_id, fetch_id)
    assert world.paste("ann", assignment_id, TEXT) == fetch_id
    assert _closed(world, assignment_id) == [False]


def test_what_is_closed_and_opened_again_stands_in_the_trail_once_the_claim_can_be_read(
    world: World,
) -> None:
    assignment_id = _desk(world)
    fetch_id = world.paste("ann", assignment_id, TEXT)
    for _ in range(2):
        _close(world, assignment_id, fetch_id)
    world.paste("ann", assignment_id, TEXT)
    assert _told(world) == []
    for name in ("ann", "bob"):
        world.judge(name)
    assert _told(world) == ["source_reopened", "source_closed", "source_added"]


def test_one_that_is_being_fetched_stays_and_one_tried_instead_takes_its_place(
    world: World,
) -> None:
    assignment_id = _desk(world)
    with world.writing() as session:
        failed = fetches.ask(session, **_ann(world, assignment_id), url=URL)
        session.commit()
    with pytest.raises(Conflict, match="is being fetched"):
        _close(world, assignment_id, failed)
    world.fail_next(FETCH, "The address does not answer.")
    with world.writing() as session:
        fetches.ask(session, **_ann(world, assignment_id), url=f"{URL}5", instead_of=failed)
        session.commit()
    assert _closed(world, assignment_id) == [True, False]


def test_one_that_the_judgement_cites_stays(world: World) -> None:
    assignment_id = _desk(world)
    fetch_id = world.paste("ann", assignment_id, TEXT)
    link = evidence(quote=TEXT, anchor=QuoteInput(fetch_id))
    world.judge("ann", judgement(evidence=(link,)))
    with pytest.raises(Conflict, match="cites this source"):
        _close(world, assignment_id, fetch_id)


def test_nobody_closes_what_another_opened(world: World) -> None:
    assignment_id = _desk(world)
    fetch_id = world.paste("ann", assignment_id, TEXT)
    theirs = world.take("bob")
    assert theirs is not None
    for desk in (assignment_id, theirs):
        with world.writing() as session, pytest.raises(NotFound):
            closed_sources.close(
                session, assignment_id=desk, annotator_id=world.people["bob"], fetch_id=fetch_id
            )


def _desk(world: World) -> Token:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    return assignment_id


def _ann(world: World, assignment_id: Token) -> dict[str, Any]:
    return {"assignment_id": assignment_id, "annotator_id": world.people["ann"]}


def _close(world: World, assignment_id: Token, fetch_id: Token) -> None:
    with world.writing() as session:
        closed_sources.close(session, **_ann(world, assignment_id), fetch_id=fetch_id)
        session.commit()


def _closed(world: World, assignment_id: Token) -> list[bool]:
    with world.reading() as session:
        opened = opened_sources(session, assignment_id, world.people["ann"])
    return [source.closed for source in opened]


def _told(world: World) -> list[str]:
    with world.reading() as session:
        events = trail(session, Wanted(world.people["rita"])).events
    return [event.action for event in events if event.action.startswith("source_")]
