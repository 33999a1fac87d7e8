"""The database refuses wrong states of sources, whatever the program above it does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from annotator.models import Fetch, Passage, Snapshot
from annotator.records import QuoteInput
from tests.past import after
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World

CLOSED = datetime(2025, 12, 5, tzinfo=UTC)


def _with_passage(world: World) -> None:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    anchor = QuoteInput(world.paste("ann", assignment_id, "It is open. Indeed."), 0, 11)
    world.judge("ann", judgement(evidence=(evidence(quote="It is open.", anchor=anchor),)))


@after(_with_passage)
@pytest.mark.parametrize(
    "changes",
    [
        {"state": "failed"},
        {"state": "failed", "snapshot_id": None},
        {"state": "waiting", "snapshot_id": None, "finished_at": None},
        {"state": "waiting", "finished_at": None, "origin": "fetched", "url": "https://a.example"},
        {"snapshot_id": None},
        {"snapshot_id": 4711},
        {"source_id": 4711},
        {"asked_by_id": 2},
        {"finished_at": None},
        {"upload": b"a file"},
        {"origin": "fetched"},
        {"url": "javascript:alert(1)"},
        {"final_url": "file:///etc/passwd"},
        {"published_at": datetime(2025, 12, 5, tzinfo=UTC)},
        {
            "state": "waiting",
            "snapshot_id": None,
            "finished_at": None,
            "origin": "uploaded",
            "upload": b"a file",
            "closed_at": CLOSED,
        },
    ],
    ids=str,
)
def test_a_fetch_that_contradicts_itself_is_refused(world: World, changes: dict[str, Any]) -> None:
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(Fetch).values(changes))


@after(_with_passage)
@pytest.mark.parametrize(
    "changes",
    [
        {"start": None},
        {"end": None},
        {"prefix": None},
        {"suffix": None},
        {"snapshot_id": None},
        {"start": -1},
        {"start": 11},
        {"source_id": 4711},
        {"exact": " "},
    ],
    ids=str,
)
def test_a_place_that_is_half_or_none_is_refused(world: World, changes: dict[str, Any]) -> None:
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(Passage).values(changes))


@after(_with_passage)
def test_the_same_text_and_the_same_place_are_there_once(world: World) -> None:
    for table in (Snapshot, Passage):
        with world.writing() as session:
            row = session.scalars(select(table)).one()
            again = {
                column.key: getattr(row, column.key)
                for column in table.__table__.columns
                if column.key != "id"
            }
            with pytest.raises(IntegrityError):
                session.connection().execute(insert(table).values(again))


@after(_with_passage)
def test_a_fetch_that_is_done_can_be_closed(world: World) -> None:
    with world.writing() as session:
        session.execute(update(Fetch).values(closed_at=CLOSED))


@after(_with_passage)
def test_an_empty_text_is_refused(world: World) -> None:
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(Snapshot).values(text="  ", words=""))
