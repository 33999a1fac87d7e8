"""The database refuses hints of nothing, of half a place, and the same one twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from annotator.models import Hint, HintOpening
from tests import hinting

if TYPE_CHECKING:
    from tests.world import World

NOW = datetime(2025, 12, 6, tzinfo=UTC)
CLAIM = {"assignment_id": 1, "decided_id": 2, "rank": 1, "shown_at": NOW}
PASSAGE = {"assignment_id": 1, "snapshot_id": 1, "start": 0, "end": 9, "rank": 1, "shown_at": NOW}


@pytest.mark.parametrize(
    "wrong",
    [
        {**CLAIM, "decided_id": None},
        {**CLAIM, "decided_id": 4711},
        {**CLAIM, "rank": 0},
        {**CLAIM, "start": 0, "end": 9},
        {**PASSAGE, "start": None},
        {**PASSAGE, "end": None},
        {**PASSAGE, "start": 9},
        {**PASSAGE, "start": -1},
        {**PASSAGE, "snapshot_id": 4711},
        {**PASSAGE, "assignment_id": 4711},
    ],
    ids=str,
)
def test_a_hint_that_contradicts_itself_is_refused(world: World, wrong: dict[str, Any]) -> None:
    _with_a_text(world)
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(insert(Hint).values(wrong))


@pytest.mark.parametrize("hint", [CLAIM, PASSAGE], ids=["claim", "passage"])
def test_the_same_hint_is_logged_once(world: World, hint: dict[str, Any]) -> None:
    _with_a_text(world)
    with world.writing() as session:
        session.execute(insert(Hint).values(hint))
        with pytest.raises(IntegrityError):
            session.execute(insert(Hint).values(hint))


def test_what_was_not_shown_is_not_opened(world: World) -> None:
    _with_a_text(world)
    opening = {"hint_id": 4711, "fetch_id": 1, "opened_at": NOW}
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(insert(HintOpening).values(opening))


def _with_a_text(world: World) -> None:
    assert hinting.open_claim(world) == 1
    hinting.decide_elsewhere(world)
