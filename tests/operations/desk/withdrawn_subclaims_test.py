"""Parts of a split that its author has replaced: who still has to do with them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import Assignment, Claim, SetClaim
from annotator.operations.desk import revisions
from annotator.operations.sets import claim_sets
from annotator.queries.corpus.claims import one_claim
from annotator.queries.desk.history import history
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.progress import progress_of
from annotator.records import JudgementInput
from annotator.terms import AssignmentState, CandidateDecision, SetState
from tests.operations.derived.machine import judge_next, skip, undo
from tests.world import judgement, submit

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

VERANIA = "Verania"
WHOLE = "no civilian and no port was harmed"
CIVILIANS, PORTS = "No civilian was harmed.", "No port was harmed."
SPLIT = JudgementInput(CandidateDecision.SPLIT, parts=(CIVILIANS, PORTS))
REPLACED = JudgementInput(
    CandidateDecision.SPLIT, parts=("Nobody at home was harmed.", "No quay was harmed.")
)


@pytest.mark.parametrize("revision", [REPLACED, judgement()], ids=["another split", "no split"])
def test_parts_that_were_taken_back_come_to_nobody(world: World, revision: JudgementInput) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    _revise(world, "ann", revision)
    world.judge("bob")
    in_set = [WHOLE, *revision.parts]
    with world.reading() as session:
        shown = [
            claim.text
            for claim in labelled_claims(session, world.claim_set_id, world.people["rita"])
        ]
    assert shown == in_set
    assert _all_that_come(world, "ann") == list(revision.parts)
    assert _all_that_come(world, "cleo") == list(revision.parts)


def test_a_part_that_was_judged_and_taken_back_stays_with_who_judged_it(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    assert judge_next(world, "ann") == CIVILIANS
    for _ in range(2):
        assignment_id = undo(world, "ann")
    _submit(world, "ann", assignment_id, REPLACED)
    _leave_all(world, "ann")
    world.judge("bob")
    with world.reading() as session:
        shown = [
            claim.text
            for claim in labelled_claims(session, world.claim_set_id, world.people["rita"])
        ]
        own = history(session, world.claim_set_id, world.people["ann"]).items
    assert shown == [WHOLE, *REPLACED.parts]
    assert sorted(line.text for line in own) == sorted([CIVILIANS, WHOLE])
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=2,
            guideline="# Be fair",
            state=SetState.CLOSED,
        )
        assert progress_of(session, world.claim_set_id, world.people["rita"]).complete == 1


def test_a_part_that_another_split_still_has_comes_into_the_set(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    _revise(world, "ann", judgement())
    world.judge("bob", SPLIT)
    assert _all_that_come(world, "cleo") == [CIVILIANS, PORTS]


def test_parts_that_were_taken_back_and_are_split_off_again_come_again_in_the_new_order(
    world: World,
) -> None:
    world.import_statements(WHOLE, "the harbour was open")
    world.judge("ann", SPLIT)
    _revise(world, "ann", judgement())
    _revise(world, "ann", JudgementInput(SPLIT.candidate, parts=(PORTS, CIVILIANS)))
    assert _all_that_come(world, "ann") == [PORTS, CIVILIANS, "the harbour was open"]


def test_a_part_that_stays_in_another_split_keeps_its_place_among_the_new_ones(
    world: World,
) -> None:
    world.import_statements(WHOLE, "the harbour was open")
    world.judge("ann", SPLIT)
    _revise(world, "ann", JudgementInput(SPLIT.candidate, parts=("No mine was harmed.", PORTS)))
    assert _all_that_come(world, "ann") == ["No mine was harmed.", PORTS, "the harbour was open"]


@pytest.mark.parametrize("revision", [REPLACED, judgement()], ids=["another split", "no split"])
def test_parts_that_came_into_the_set_leave_it_while_nobody_has_them(
    world: World, revision: JudgementInput
) -> None:
    world.import_statements(WHOLE)
    world.judge("bob")
    world.judge("ann", SPLIT)
    world.import_statements("the harbour was open", "the mill was sold")
    _revise(world, "ann", revision)
    assert _in_set(world) == {WHOLE, "the harbour was open", "the mill was sold", *revision.parts}
    comes = {"the harbour was open", "the mill was sold", *revision.parts}
    assert set(_all_that_come(world, "ann")) == set(_all_that_come(world, "bob")) == comes


def test_a_part_that_somebody_else_has_on_their_desk_stays_in_the_set(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("bob")
    world.judge("ann", SPLIT)
    assert judge_next(world, "bob") == CIVILIANS
    assert world.take("cleo") is not None
    _revise(world, "ann", judgement())
    assert _in_set(world) == {WHOLE, CIVILIANS, PORTS}


def test_whoever_works_alone_may_mend_a_split_at_once(world: World) -> None:
    world.claim_set_id = world.make_set("Alone", overlap=1)
    world.import_statements(WHOLE, "the harbour was open")
    world.judge("ann", SPLIT)
    assert _in_set(world) == {WHOLE, CIVILIANS, PORTS, "the harbour was open"}
    _revise(world, "ann", REPLACED)
    assert _all_that_come(world, "ann") == [*REPLACED.parts, "the harbour was open"]


def test_a_claim_that_fills_the_place_of_a_part_comes_to_those_who_had_passed_it(
    world: World,
) -> None:
    world.claim_set_id = world.make_set("Alone", overlap=1)
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    world.import_statements(*(f"the harvest of field {number} was sold" for number in range(45)))
    for _ in range(35):
        world.judge("bob")
    _revise(world, "ann", judgement())
    assert _all_that_come(world, "bob")
    with world.reading() as session:
        progress = progress_of(session, world.claim_set_id, world.people["rita"])
    assert (progress.complete, progress.claims) == (46, 46)


def test_a_claim_at_a_place_that_a_part_gave_up_comes_to_those_who_had_passed_it(
    world: World,
) -> None:
    world.import_statements(WHOLE)
    world.judge("bob")
    world.judge("ann", SPLIT)
    for _ in SPLIT.parts:
        skip(world, "cleo")
    assert world.take("cleo") is None
    _revise(world, "ann", judgement())
    world.import_statements("the harbour was open", "the mill was sold")
    assert _all_that_come(world, "cleo") == ["the harbour was open", "the mill was sold"]


def test_a_subclaim_is_public_while_one_of_two_sets_has_a_place_for_it(world: World) -> None:
    world.import_statements(WHOLE)
    second = world.make_set("Second")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=second, claim_ids=[world.nth(Claim)])
        session.commit()
    world.judge("ann", SPLIT, claim_set_id=second)
    world.judge("bob")
    world.judge("ann", SPLIT)
    assert _public(world) == {WHOLE: ["Second", VERANIA], CIVILIANS: [VERANIA], PORTS: [VERANIA]}
    _revise(world, "ann", judgement())
    assert _public(world) == {WHOLE: ["Second", VERANIA]}
    world.judge("bob", claim_set_id=second)
    assert _public(world) == {
        WHOLE: ["Second", VERANIA],
        CIVILIANS: ["Second"],
        PORTS: ["Second"],
    }


def _public(world: World) -> dict[str, list[str]]:
    """What everybody may see of claims, with the names of the sets that they are in."""
    with world.reading() as session:
        claims = [one_claim(session, claim_id) for claim_id in session.scalars(select(Claim.id))]
    return {claim.text: [name for _, name in claim.claim_sets] for claim in claims}


def _in_set(world: World) -> set[str]:
    """What the claims of the set say; their places run from 1 without a gap."""
    with world.reading() as session:
        texts = [
            claim.text
            for claim in labelled_claims(session, world.claim_set_id, world.people["rita"])
        ]
        places = select(SetClaim.position).where(SetClaim.claim_set_id == world.claim_set_id)
        assert sorted(session.scalars(places)) == list(range(1, len(texts) + 1))
    return set(texts)


def _all_that_come(world: World, name: str) -> list[str]:
    """All claims that this person is given from now on; they judge them."""
    texts = []
    while world.take(name) is not None:
        texts.append(judge_next(world, name))
    return texts


def _revise(world: World, name: str, given: JudgementInput) -> None:
    """The person opens what they judged last again, and judges it so."""
    _submit(world, name, undo(world, name), given)


def _leave_all(world: World, name: str) -> None:
    """Whatever lies on this person's desk and was judged before is left as it was."""
    with world.writing() as session:
        reopened = select(Assignment.token).where(Assignment.state == AssignmentState.REOPENED)
        for assignment_id in session.scalars(reopened).all():
            revisions.leave(session, assignment_id=assignment_id, annotator_id=world.people[name])
        session.commit()


def _submit(world: World, name: str, assignment_id: Token, given: JudgementInput) -> None:
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            token=secrets.token_hex(8),
            given=given,
        )
        session.commit()
