"""The next claims are held for a person before they come, and never keep another from working."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from annotator.models import Assignment, Claim, ClaimSet, SetClaim
from annotator.operations.desk.assignments import AHEAD
from annotator.queries.desk.desk import ahead
from annotator.queries.visibility.completeness import complete
from annotator.terms import ON_DESK, AssignmentState
from tests.operations.derived.machine import let_leases_run_out, skip

if TYPE_CHECKING:
    from tests.world import World

HARBOURS = tuple(f"harbour {number} was open" for number in range(1, 13))


def test_the_next_five_claims_are_held_in_their_order_behind_the_open_one(world: World) -> None:
    world.import_statements(*HARBOURS)
    world.take("ann")
    assert _ahead(world, "ann") == list(HARBOURS[: AHEAD + 1])


def test_they_are_the_same_in_the_same_order_when_asked_again(world: World) -> None:
    world.import_statements(*HARBOURS)
    world.take("ann")
    before = _ahead(world, "ann")
    world.take("ann")
    assert _ahead(world, "ann") == before


def test_the_first_of_them_comes_next_and_one_more_is_held(world: World) -> None:
    world.import_statements(*HARBOURS)
    world.judge("ann")
    world.take("ann")
    assert _ahead(world, "ann") == list(HARBOURS[1 : AHEAD + 2])


def test_what_is_reserved_takes_a_seat(world: World) -> None:
    world.import_statements(*HARBOURS[:3])
    world.take("ann")
    world.take("bob")
    with world.reading() as session:
        assert set(session.scalars(select(SetClaim.seats_left))) == {0}


def test_a_reserved_claim_goes_to_somebody_who_would_have_nothing(world: World) -> None:
    world.import_statements(*HARBOURS[:3])
    world.take("ann")
    world.take("bob")
    world.take("cleo")
    assert _on_desk(world, "cleo") == [HARBOURS[2]]
    assert len(_on_desk(world, "ann") + _on_desk(world, "bob")) == 5


def test_a_claim_that_somebody_is_judging_is_not_taken_from_them(world: World) -> None:
    world.import_statements(HARBOURS[0])
    world.take("ann")
    world.take("bob")
    assert world.take("cleo") is None


def test_a_claim_lost_while_it_was_reserved_may_come_back(world: World) -> None:
    world.import_statements(*HARBOURS[:2])
    world.take("ann")
    world.take("bob")
    skip(world, "cleo")
    world.judge("ann")
    world.judge("bob")
    assert world.take("ann") is not None
    assert world.take("bob") is not None


def test_reservations_that_run_out_give_their_claims_back(world: World) -> None:
    world.import_statements(*HARBOURS[:4])
    world.take("ann")
    world.take("bob")
    let_leases_run_out(world, "ann")
    world.take("cleo")
    assert _on_desk(world, "cleo") == list(HARBOURS[:4])
    assert _on_desk(world, "ann") == []


def test_what_was_given_back_comes_before_what_nobody_had(world: World) -> None:
    world.import_statements(*HARBOURS)
    world.take("ann")
    world.take("bob")
    world.take("cleo")
    skip(world, "ann")
    for _ in range(2):
        world.judge("cleo")
    assert HARBOURS[0] in _ahead(world, "cleo")


def test_a_claim_that_is_only_reserved_is_still_being_judged(world: World) -> None:
    world.import_statements(*HARBOURS[:2])
    world.judge("ann")
    world.judge("ann")
    world.take("bob")
    with world.reading() as session:
        states = dict(
            session.execute(
                select(SetClaim.position, Assignment.state)
                .join(Assignment, Assignment.set_claim_id == SetClaim.id)
                .where(Assignment.annotator_id == world.people["bob"])
            ).all()
        )
    assert states == {1: AssignmentState.ACTIVE, 2: AssignmentState.RESERVED}
    world.judge("bob")
    with world.reading() as session:
        assert session.scalar(_complete_claims()) == 1


def test_everybody_at_once_never_gets_a_claim_twice_nor_one_too_many(world: World) -> None:
    world.import_statements(*HARBOURS)
    threads = [
        threading.Thread(target=lambda name=name: [world.judge(name) for _ in range(3)])
        for name in ("ann", "bob", "cleo", "rita")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.reading() as session:
        done = select(func.count()).where(Assignment.state == AssignmentState.DONE)
        assert session.scalar(done) == 12
        held = session.execute(
            select(SetClaim.seats_left, func.count(Assignment.id))
            .outerjoin(
                Assignment,
                (Assignment.set_claim_id == SetClaim.id)
                & Assignment.state.in_((*ON_DESK, AssignmentState.DONE)),
            )
            .group_by(SetClaim.id, SetClaim.seats_left)
        )
        assert {seats + taken for seats, taken in held} == {2}


def _complete_claims() -> Any:
    return (
        select(func.count(SetClaim.id))
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(complete())
    )


def _ahead(world: World, name: str) -> list[str]:
    with world.reading() as session:
        return [item.text for item in ahead(session, world.claim_set_id, world.people[name])]


def _on_desk(world: World, name: str) -> list[str]:
    with world.reading() as session:
        return list(
            session.scalars(
                select(Claim.text)
                .join(SetClaim, SetClaim.claim_id == Claim.id)
                .join(Assignment, Assignment.set_claim_id == SetClaim.id)
                .where(Assignment.annotator_id == world.people[name], Assignment.state.in_(ON_DESK))
                .order_by(Assignment.turn)
            )
        )
