"""The database refuses wrong states of sets, known answers and the queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from annotator.clock import now
from annotator.models import (
    Judgement,
    KnownAnswer,
    LabelScheme,
    QueueOrder,
    SetClaim,
)
from annotator.models.base import UTCDateTime
from tests.models.rows import with_judgement
from tests.past import after

if TYPE_CHECKING:
    from tests.world import World


def test_more_people_than_the_overlap_are_refused(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session, pytest.raises(IntegrityError, match="seats_left"):
        session.execute(update(SetClaim).values(seats_left=SetClaim.seats_left - 3))


@pytest.mark.parametrize(
    "wrong",
    [
        {"position": None},
        {"position": 0},
        {"visibility": "waiting"},
        {"visibility": "waiting", "position": None},
        {"visibility": "private", "position": None, "split_from_id": 2},
        {"split_from_id": 1},
    ],
    ids=str,
)
def test_a_claim_of_a_set_without_its_place_is_refused(world: World, wrong: dict[str, Any]) -> None:
    world.import_statements()
    with world.writing() as session, pytest.raises(IntegrityError, match="set_claim"):
        session.execute(text(_update("set_claim", wrong)), wrong)


@pytest.mark.parametrize("visibility", ["waiting", "private"])
def test_a_claim_that_comes_from_no_other_and_is_not_public_is_refused(
    world: World, visibility: str
) -> None:
    world.import_statements()
    wrong = {"visibility": visibility}
    with world.writing() as session, pytest.raises(IntegrityError, match="has_whole"):
        session.execute(text(_update("claim", wrong)), wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"not_checkable_reason": "opinion"},
        {"verdict": None},
        {"verdict": "half_true"},
        {"purpose": "overlap"},
        {"reason": "  "},
        {"claim_set_id": 4711},
    ],
    ids=str,
)
def test_a_known_answer_that_is_not_whole_is_refused(world: World, wrong: dict[str, Any]) -> None:
    world.import_statements()
    with world.writing() as session:
        answer = {
            "set_claim_id": session.scalars(select(SetClaim.id).limit(1)).one(),
            "claim_set_id": world.claim_set_id,
            "purpose": "calibration",
            "scheme_id": world.nth(LabelScheme),
            "verdict": "refuted",
            "reason": "The log says so.",
            "made_by_id": world.people["ed"],
            "made_at": now(),
        }
        with pytest.raises(IntegrityError):
            session.execute(insert(KnownAnswer).values({**answer, **wrong}))


@after(with_judgement)
@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"state": "lost"}, "state"),
        ({"place": -1}, "place"),
        ({"state": "decided", "place": 0}, "place"),
        ({"likely_error": 0.5}, "likely_error"),
        ({"place": 0, "likely_error": 1.5}, "likely_error"),
        ({"judgement_id": 4711}, "FOREIGN KEY|judgement_id"),
        ({"claim_set_id": 4711}, "FOREIGN KEY|claim_set_id"),
        ({"since": None}, "since"),
    ],
    ids=str,
)
def test_a_claim_of_the_queue_has_a_place_only_while_it_waits(
    world: World, wrong: dict[str, object], names: str
) -> None:
    judgement_id = world.nth(Judgement)
    right = {
        "set_claim_id": world.nth(SetClaim),
        "claim_set_id": world.claim_set_id,
        "state": "open",
        "judgement_id": judgement_id,
    }
    values = {**right, "since": now(), "place": None, "likely_error": None, **wrong}
    # As text, since the column of the states would refuse a wrong one before the database does.
    statement = text(
        f"INSERT INTO queued_claim ({', '.join(values)}) VALUES (:{', :'.join(values)})"
    ).bindparams(bindparam("since", type_=UTCDateTime()))
    with world.writing() as session, pytest.raises(IntegrityError, match=names):
        session.execute(statement, values)


def test_an_order_rests_after_its_count(world: World) -> None:
    rests_until = datetime(2025, 12, 6, tzinfo=UTC)
    times = {"counted_at": rests_until + timedelta(1), "rests_until": rests_until}
    with world.writing() as session, pytest.raises(IntegrityError, match="rests"):
        session.execute(insert(QueueOrder).values(claim_set_id=world.claim_set_id, **times))


def _update(table: str, values: dict[str, Any]) -> str:
    """A statement that changes the first row of a table past the program's own checks."""
    changed = ", ".join(f"{name} = :{name}" for name in values)
    return f"UPDATE {table} SET {changed} WHERE id = (SELECT min(id) FROM {table})"
