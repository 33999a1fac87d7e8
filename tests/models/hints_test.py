"""The database refuses hints of nothing, of half a place, and the same one twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from annotator.models import Assignment, Fetch, Hint, HintOpening, SetClaim, Snapshot
from tests import hinting
from tests.past import after

if TYPE_CHECKING:
    from tests.world import World

NOW = datetime(2025, 12, 6, tzinfo=UTC)

pytestmark = after(hinting.decided)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("claim", {"decided_id": None}),
        ("claim", {"decided_id": 4711}),
        ("claim", {"rank": 0}),
        ("claim", {"start": 0, "end": 9}),
        ("passage", {"start": None}),
        ("passage", {"end": None}),
        ("passage", {"start": 9}),
        ("passage", {"start": -1}),
        ("passage", {"snapshot_id": 4711}),
        ("passage", {"assignment_id": 4711}),
    ],
    ids=str,
)
def test_a_hint_that_contradicts_itself_is_refused(
    world: World, kind: str, wrong: dict[str, Any]
) -> None:
    hint = _hint_on(world, kind)
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(insert(Hint).values({**hint, **wrong}))


@pytest.mark.parametrize("kind", ["claim", "passage"])
def test_the_same_hint_is_logged_once(world: World, kind: str) -> None:
    hint = _hint_on(world, kind)
    with world.writing() as session:
        session.execute(insert(Hint).values(hint))
        with pytest.raises(IntegrityError):
            session.execute(insert(Hint).values(hint))


def test_what_was_not_shown_is_not_opened(world: World) -> None:
    opening = {"hint_id": 4711, "fetch_id": world.nth(Fetch), "opened_at": NOW}
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(insert(HintOpening).values(opening))


def _hint_on(world: World, kind: str) -> dict[str, Any]:
    """What would log a hint on a claim, or a passage, that is there."""
    hint = {"assignment_id": world.nth(Assignment), "rank": 1, "shown_at": NOW}
    if kind == "claim":
        return {**hint, "decided_id": world.nth(SetClaim, 2)}
    return {**hint, "snapshot_id": world.nth(Snapshot), "start": 0, "end": 9}
