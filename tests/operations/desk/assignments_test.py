"""The queue: never the same claim twice to one person, never more people than the overlap."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import Assignment, SetClaim
from annotator.operations.desk import assignments
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.terms import AssignmentState, Role, SetState, SkipReason
from tests.addresses import MISSING
from tests.operations.derived.machine import let_leases_run_out, skip, state_of
from tests.world import judgement, submit

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World


def test_claims_come_in_the_order_of_the_set(world: World) -> None:
    world.import_statements()
    for _ in range(4):
        world.judge("ann")
    with world.reading() as session:
        positions = list(
            session.scalars(
                select(SetClaim.position)
                .join(Assignment, Assignment.set_claim_id == SetClaim.id)
                .order_by(Assignment.id)
            )
        )
    assert positions == [1, 2, 3, 4]


def test_a_claim_is_given_to_as_many_people_as_the_overlap(world: World) -> None:
    world.import_statements("the harbour was open")
    assert world.take("ann") is not None
    assert world.take("bob") is not None
    assert world.take("cleo") is None


def test_whoever_asks_again_gets_the_claim_that_is_on_their_desk(world: World) -> None:
    world.import_statements()
    assert world.take("ann") == world.take("ann")


def test_nobody_gets_a_claim_twice(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    assert world.take("ann") is None


def test_a_claim_that_ran_out_goes_back_to_the_queue(world: World) -> None:
    world.import_statements("the harbour was open")
    world.take("ann")
    world.take("bob")
    let_leases_run_out(world, "ann")
    assert world.take("cleo") is not None
    assert world.take("ann") is None


def test_whoever_let_a_claim_run_out_gets_it_again_when_nobody_else_took_it(world: World) -> None:
    world.import_statements("the harbour was open")
    first = world.take("ann")
    let_leases_run_out(world, "ann")
    assert world.take("bob") is not None
    assert world.take("ann") == first


def test_a_judgement_that_comes_late_still_counts_while_a_seat_is_free(world: World) -> None:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    let_leases_run_out(world, "ann")
    world.take("bob")
    _submit(world, "ann", assignment_id)
    assert state_of(world, assignment_id) is AssignmentState.DONE


def test_a_judgement_that_comes_too_late_is_refused_and_says_so(world: World) -> None:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    let_leases_run_out(world, "ann")
    world.take("bob")
    world.take("cleo")
    with pytest.raises(Conflict, match="took this claim back"):
        _submit(world, "ann", assignment_id)


def test_a_skipped_claim_goes_to_somebody_else_and_not_back(world: World) -> None:
    world.import_statements("the harbour was open")
    skip(world, "ann")
    assert world.take("ann") is None
    assert world.take("bob") is not None
    assert world.take("cleo") is not None


def test_a_claim_is_skipped_by_its_own_annotator_only(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    with world.writing() as session, pytest.raises(NotFound):
        assignments.skip(
            session,
            assignment_id=assignment_id or MISSING,
            annotator_id=world.people["bob"],
            reason=SkipReason.AMBIGUOUS,
        )


def test_a_reviewer_who_decided_on_a_claim_is_never_given_it(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        set_claim_id = session.scalars(select(SetClaim.id)).one()
    world.decide("cleo", set_claim_id)
    _change_overlap(world, 3)
    assert world.take("cleo") is None
    assert world.take("rita") is None, "she could read it"
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ed"], roles=[Role.ANNOTATOR])
        session.commit()
    assert world.take("ed") is not None


def test_a_closed_set_gives_out_nothing(world: World) -> None:
    world.import_statements()
    _change_overlap(world, 2, SetState.CLOSED)
    with pytest.raises(Conflict, match="closed"):
        world.take("ann")


def test_people_who_ask_at_once_are_never_given_more_than_the_overlap(world: World) -> None:
    world.import_statements("the harbour was open")
    taken: list[Token | None] = []
    threads = [
        threading.Thread(target=lambda name=name: taken.append(world.take(name)))
        for name in world.people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(assignment_id is not None for assignment_id in taken) == 2
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Assignment)) == 2


def test_two_tabs_of_one_person_get_the_same_claim(world: World) -> None:
    world.import_statements()
    taken: list[Token | None] = []
    threads = [threading.Thread(target=lambda: taken.append(world.take("ann"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 6
    assert len(set(taken)) == 1


def test_a_larger_overlap_opens_seats_and_a_smaller_one_closes_them(world: World) -> None:
    world.import_statements("the harbour was open")
    world.take("ann")
    world.take("bob")
    _change_overlap(world, 3)
    assert world.take("cleo") is not None
    with pytest.raises(BadInput, match="cannot be lower than 3"):
        _change_overlap(world, 2)


def _submit(world: World, name: str, assignment_id: Token | None) -> None:
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id or MISSING,
            annotator_id=world.people[name],
            token="late",
            given=judgement(),
        )
        session.commit()


def _change_overlap(world: World, overlap: int, state: SetState = SetState.OPEN) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=overlap,
            guideline="",
            state=state,
        )
        session.commit()
