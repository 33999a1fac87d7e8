"""Who could read the judgements of a claim never gets it to judge, when it is opened for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Assignment, Claim, SetClaim
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.queries.review.reviews import review
from annotator.queries.sets.progress import sets_for
from annotator.terms import Decision, Role, SetState
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World


def _disputed(world: World) -> None:
    """Ann and bob differ on a claim, which rita reviews; cleo judges and reads exports."""
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))


@after(_disputed)
def test_a_second_round_is_not_for_those_who_could_read_the_first(world: World) -> None:
    _give(world, "cleo", Role.ANNOTATOR, Role.EDITOR)
    _give(world, "ed", Role.ANNOTATOR)
    assert _left(world) == 1
    world.decide("rita", world.nth(SetClaim), decision=Decision.SECOND_ROUND, note="Again.")
    assert world.take("cleo") is None
    assert not _waits(world, "cleo")
    assert _waits(world, "ed")
    assert world.take("ed") is not None


@after(_disputed)
def test_a_raised_overlap_offers_no_read_claim_and_all_others(world: World) -> None:
    _give(world, "cleo", Role.ANNOTATOR, Role.REVIEWER)
    world.import_statements("the bridge was closed")
    _change(world, overlap=3)
    assert _next(world, "cleo") == "the bridge was closed"
    world.judge("cleo", judgement("supported"))
    assert world.take("cleo") is None
    assert not _waits(world, "cleo")
    _give(world, "ed", Role.ANNOTATOR)
    assert _next(world, "ed") == "the harbour was open"


@after(_disputed)
def test_a_set_that_is_opened_again_offers_no_judged_claim_to_its_readers(world: World) -> None:
    _give(world, "cleo", Role.ANNOTATOR, Role.ADMINISTRATOR)
    world.import_statements("the bridge was closed")
    world.judge("ann", judgement("supported"))
    world.import_statements("the mill had burned")
    _change(world, state=SetState.CLOSED)
    _change(world, state=SetState.OPEN)
    assert _next(world, "cleo") == "the mill had burned"
    world.judge("cleo", judgement("supported"))
    assert world.take("cleo") is None
    assert _next(world, "bob") == "the bridge was closed"


@after(_disputed)
def test_a_second_round_needs_an_annotator_who_could_not_read_the_first(world: World) -> None:
    _give(world, "cleo", Role.ANNOTATOR, Role.REVIEWER)
    assert _left(world) == 0


def _give(world: World, name: str, *roles: Role) -> None:
    with world.writing() as session:
        users.set_roles(session, user_id=world.people[name], roles=list(roles))
        session.commit()


def _left(world: World) -> int:
    with world.reading() as session:
        return review(session, world.nth(SetClaim), world.people["rita"]).others_left


def _waits(world: World, name: str) -> bool:
    with world.reading() as session:
        return any(one.waits for one in sets_for(session, world.people[name]))


def _next(world: World, name: str) -> str:
    token = world.take(name)
    assert token is not None
    with world.reading() as session:
        text = session.scalars(
            select(Claim.text)
            .join(SetClaim, SetClaim.claim_id == Claim.id)
            .join(Assignment, Assignment.set_claim_id == SetClaim.id)
            .where(Assignment.token == token)
        ).one()
    return str(text)


def _change(world: World, *, overlap: int = 2, state: SetState = SetState.OPEN) -> None:
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
