"""A split: its subclaims come to its author, and reveal nothing to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import NotFound
from annotator.models import SetClaim
from annotator.models.any_claims import WaitingSubclaim
from annotator.queries.corpus.claims import one_claim
from annotator.queries.desk.standing import my_progress, standing
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.progress import progress_of, sets_for
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision
from tests.addresses import MISSING
from tests.operations.derived.machine import judge_next

if TYPE_CHECKING:
    from tests.world import World

WHOLE = "no civilian and no port was harmed"
CIVILIANS, PORTS = "No civilian was harmed.", "No port was harmed."
SPLIT = JudgementInput(CandidateDecision.SPLIT, parts=(CIVILIANS, " ", PORTS))


def test_the_parts_come_next_and_are_shown_where_the_whole_stands(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    assert [judge_next(world, "ann") for _ in range(2)] == [CIVILIANS, PORTS]


def test_others_are_given_no_part_before_they_have_judged_the_whole(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    assert judge_next(world, "bob") == WHOLE
    assert judge_next(world, "bob") == CIVILIANS


def test_nobody_can_tell_that_a_claim_was_split_before_all_have_judged_it(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    with world.reading() as session:
        part = session.scalars(
            select(WaitingSubclaim.id).where(WaitingSubclaim.text == PORTS)
        ).one()
        assert progress_of(session, world.claim_set_id, world.people["rita"]).claims == 1
        assert len(list(labelled_claims(session, world.claim_set_id, world.people["rita"]))) == 1
        with pytest.raises(NotFound):
            one_claim(session, part)
    world.judge("bob")
    with world.reading() as session:
        assert progress_of(session, world.claim_set_id, world.people["rita"]).claims == 3
        assert one_claim(session, part).places[0].quote == WHOLE
        shown = list(labelled_claims(session, world.claim_set_id, world.people["rita"]))
    assert [claim.text for claim in shown] == [WHOLE, CIVILIANS, PORTS]
    assert shown[0].label is None
    assert {one.parts for one in shown[0].judgements} == {(CIVILIANS, PORTS), ()}


def test_the_same_split_by_two_people_has_the_same_parts(world: World) -> None:
    world.import_statements(WHOLE)
    world.judge("ann", SPLIT)
    world.judge("bob", SPLIT)
    with world.reading() as session:
        parts = session.scalars(select(SetClaim).where(SetClaim.split_from_id.is_not(None))).all()
        (whole, *_) = labelled_claims(session, world.claim_set_id, world.people["rita"])
    assert len(parts) == 2
    assert whole.label == "split"


def test_parts_count_among_the_claims_of_who_split_and_of_nobody_else(world: World) -> None:
    world.import_statements(WHOLE, "the harbour was open", "the road was closed")
    ann, bob = world.people["ann"], world.people["bob"]
    world.judge("ann", SPLIT)
    assert judge_next(world, "ann") == CIVILIANS
    present = world.take("ann") or MISSING
    with world.reading() as session:
        assert my_progress(session, world.claim_set_id, ann) == (2, 5)
        assert my_progress(session, world.claim_set_id, bob) == (0, 3)
        (line,) = sets_for(session, ann)
        assert (line.mine, line.claims) == (2, 5)
        at_hand = standing(session, present, ann)
        assert (at_hand.done, at_hand.total) == (2, 5)
    world.judge("bob")
    with world.reading() as session:
        assert my_progress(session, world.claim_set_id, ann) == (2, 5)
        assert my_progress(session, world.claim_set_id, bob) == (1, 5)


def test_a_part_may_lack_the_no_of_the_other_part(world: World) -> None:
    world.import_statements("no port was harmed and the harbour was open")
    world.judge("ann", JudgementInput(SPLIT.candidate, parts=(PORTS, "The harbour was open.")))
    assert [judge_next(world, "ann") for _ in range(2)] == [PORTS, "The harbour was open."]
