"""Plans of claims: what comes first, until when, and for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from annotator.errors import BadInput, Refused
from annotator.models import Assignment, SetClaim
from annotator.operations.desk import assignments
from annotator.operations.people import users
from annotator.operations.sets.members import change_members
from annotator.operations.sets.plans import plan_claim
from annotator.queries.desk.desk import ahead, desk_item
from annotator.queries.desk.standing import my_progress
from annotator.shared_settings import ClaimPlan, MemberSettings, StaleSettings
from annotator.terms import AssignmentState, Decision, Role
from tests.operations.derived.machine import let_leases_run_out
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World

SOON, LATER = date(2026, 12, 6), date(2026, 12, 24)


def test_claims_put_first_come_first_then_those_that_are_due(world: World) -> None:
    world.import_statements(*(f"the bell of tower {number} rang" for number in range(5)))
    put(world, 5, put_first=True)
    put(world, 4, due_on=LATER)
    put(world, 3, due_on=SOON)
    assert order(world, "ann") == [5, 3, 4, 1, 2]


def test_a_claim_put_first_comes_to_people_who_have_passed_it(world: World) -> None:
    world.import_statements(*(f"the bell of tower {number} rang" for number in range(20)))
    assert world.take("cleo") is not None
    put(world, 15, put_first=True)
    for _ in range(6):
        world.judge("cleo")
    with world.reading() as session:
        seen = session.scalars(
            select(SetClaim.position)
            .join(Assignment, Assignment.set_claim_id == SetClaim.id)
            .order_by(Assignment.turn)
        ).all()
    assert list(seen[:8]) == [1, 2, 3, 4, 5, 6, 15, 7]


def test_the_desk_tells_deadline_and_order(world: World) -> None:
    world.import_statements("the harbour was open")
    put(world, 1, put_first=True, due_on=SOON, annotators=("ann", "bob"))
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.reading() as session:
        item = desk_item(session, assignment_id, world.people["ann"])
    assert (item.put_first, item.due_on, item.named) == (True, SOON, True)


def test_a_claim_goes_to_its_named_annotators_alone(world: World) -> None:
    world.import_statements("the harbour was open", "the bell rang")
    put(world, 1, annotators=("bob", "cleo"))
    assert order(world, "ann") == [2]
    assert order(world, "bob") == [1, 2]
    with world.reading() as session:
        assert my_progress(session, world.claim_set_id, world.people["ann"]) == (0, 1)
    with world.writing() as session, pytest.raises(Refused):
        assignments.assign(
            session,
            set_claim_id=at(world, 1),
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )


def test_naming_others_takes_the_claim_from_who_only_reserved_it(world: World) -> None:
    world.import_statements("the harbour was open", "the bell rang")
    assert order(world, "ann") == [1, 2]
    put(world, 2, annotators=("bob", "cleo"))
    with world.reading() as session:
        lapsed = session.scalars(
            select(Assignment.set_claim_id).where(Assignment.state == AssignmentState.LAPSED)
        ).all()
        assert list(lapsed) == [at(world, 2)]
        seats = session.get_one(SetClaim, at(world, 2)).seats_left
    assert seats == 2


def test_too_few_named_annotators_are_refused(world: World) -> None:
    world.import_statements("the harbour was open")
    with pytest.raises(BadInput, match="at least 2 annotators") as refused:
        put(world, 1, annotators=("ann",))
    assert refused.value.field == "annotators"
    with pytest.raises(BadInput, match="at least 2 annotators"):
        put(world, 1, annotators=("ann", "rita"))
    world.judge("bob")
    put(world, 1, annotators=("ann",))
    assert order(world, "cleo") == []


def test_the_database_gives_a_claim_to_no_other_than_the_named(world: World) -> None:
    world.import_statements("the harbour was open")
    assert world.take("ann") is not None
    let_leases_run_out(world, "ann")
    assert world.take("cleo") is not None
    put(world, 1, annotators=("bob",))
    again = update(Assignment).where(Assignment.annotator_id == world.people["ann"])
    with world.writing() as session, pytest.raises(DBAPIError, match="for other annotators"):
        session.execute(again.values(state=AssignmentState.ACTIVE))


def test_a_claim_whose_named_annotator_judges_no_more_is_for_all_again(world: World) -> None:
    world.import_statements("the harbour was open")
    put(world, 1, annotators=("bob", "cleo"))
    assert order(world, "cleo") == [1]
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["cleo"], roles=[Role.EDITOR])
        session.commit()
    assert order(world, "ann") == [1]


def test_a_member_who_leaves_is_named_for_no_claim(world: World) -> None:
    world.import_statements("the harbour was open")
    both = frozenset(world.people[name] for name in ("bob", "cleo"))
    everyone = both | {world.people["ann"]}
    members(world, everyone)
    put(world, 1, annotators=("bob", "cleo"))
    members(world, everyone - {world.people["cleo"]})
    assert order(world, "ann") == [1]


def test_a_second_round_is_for_all_annotators_who_are_left(world: World) -> None:
    world.import_statements("the harbour was open")
    put(world, 1, annotators=("ann", "bob"))
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita", at(world, 1), decision=Decision.SECOND_ROUND)
    assert order(world, "cleo") == [1]


def test_a_plan_that_changed_since_its_page_was_drawn_is_not_overwritten(world: World) -> None:
    world.import_statements("the harbour was open")
    put(world, 1, put_first=True)
    with world.writing() as session, pytest.raises(StaleSettings):
        plan_claim(session, set_claim_id=at(world, 1), seen="older", given=ClaimPlan())


def at(world: World, position: int) -> int:
    """The claim at this place of the set."""
    with world.reading() as session:
        return session.scalars(
            select(SetClaim.id).where(
                SetClaim.claim_set_id == world.claim_set_id, SetClaim.position == position
            )
        ).one()


def put(
    world: World,
    position: int,
    *,
    put_first: bool = False,
    due_on: date | None = None,
    annotators: tuple[str, ...] = (),
) -> None:
    """Plan the claim at this place."""
    named = frozenset(world.people[name] for name in annotators)
    set_claim_id = at(world, position)
    with world.writing() as session:
        plan_claim(
            session,
            set_claim_id=set_claim_id,
            seen=None,
            given=ClaimPlan(put_first, due_on, named),
        )
        session.commit()


def order(world: World, name: str) -> list[int]:
    """The places of the claims that a person is given now."""
    if world.take(name) is None:
        return []
    with world.reading() as session:
        coming = ahead(session, world.claim_set_id, world.people[name])
        rows = session.execute(select(SetClaim.claim_id, SetClaim.position))
        places = {row.claim_id: row.position for row in rows}
    return [places[item.claim_id] for item in coming]


def members(world: World, annotators: frozenset[int]) -> None:
    """Choose the annotators of the set."""
    given = MemberSettings(all_annotators=False, annotators=annotators)
    with world.writing() as session:
        change_members(session, claim_set_id=world.claim_set_id, seen=None, given=given)
        session.commit()
