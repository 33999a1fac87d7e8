"""Hints are what this person may read, of other claims that can no longer be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Conflict, NotFound
from annotator.models import Assignment, Claim, ClaimSet, Document
from annotator.queries.hints.hints import Hints, hints_for
from annotator.queries.review.review_queue import queue
from annotator.terms import CandidateDecision, SetState, Stance
from tests import hinting
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World


@after(hinting.decided_and_closed)
def test_a_similar_claim_of_a_closed_set_comes_with_what_it_was_decided_on(world: World) -> None:
    assignment_id = world.token(Assignment)
    (decided,) = _hints(world, "ann", assignment_id).decided
    assert (decided.text, decided.label) == (hinting.LIKE, "supported")
    (cited,) = decided.cited
    assert (cited.quote, cited.stance) == (hinting.COUNTED, Stance.SUPPORTS)
    assert (cited.title, cited.publisher) == ("Register of roads", "Relief Society")
    assert hinting.REGISTER[cited.start : cited.end] == hinting.COUNTED


@after(hinting.decided)
def test_while_its_judges_may_open_it_again_a_claim_is_no_hint(world: World) -> None:
    assignment_id, other = world.token(Assignment), world.nth(ClaimSet, 2)
    assert _hints(world, "ann", assignment_id).decided == ()
    hinting.close(world, other)
    assert len(_hints(world, "ann", assignment_id).decided) == 1
    hinting.close(world, other, SetState.OPEN)
    assert _hints(world, "ann", assignment_id).decided == ()


def test_in_an_open_set_only_what_a_reviewer_decided_is_a_hint(world: World) -> None:
    other = world.make_set("Orlest", overlap=2)
    world.import_statements(hinting.LIKE, claim_set_id=other)
    world.judge("bob", claim_set_id=other)
    world.judge("cleo", judgement("refuted"), claim_set_id=other)
    assignment_id = hinting.open_claim(world)
    before = _hints(world, "ann", assignment_id).decided
    with world.reading() as session:
        (line,) = queue(session, other, world.people["rita"]).items
    world.decide("rita", line.set_claim_id)
    after = _hints(world, "ann", assignment_id).decided
    assert before == ()
    (found,) = after
    assert (found.set_claim_id, found.label, found.cited) == (line.set_claim_id, "refuted", ())


@after(hinting.decided_and_closed)
def test_a_claim_that_waits_for_judges_in_another_set_is_no_hint(world: World) -> None:
    assignment_id = world.token(Assignment)
    (decided,) = _hints(world, "ann", assignment_id).decided
    world.add_to_set(decided.claim_id)
    assert _hints(world, "ann", assignment_id).decided == ()


def test_this_very_claim_is_no_hint_wherever_it_was_judged(world: World) -> None:
    other = world.make_set("Orlest", overlap=1)
    world.import_statements(hinting.CLAIM, claim_set_id=other)
    world.judge("cleo", claim_set_id=other)
    hinting.close(world, other)
    world.add_to_set(world.nth(Claim))
    hinting.switch(world, hints=True)
    assignment_id = world.take("ann")
    assert assignment_id is not None
    assert _hints(world, "ann", assignment_id).decided == ()


@pytest.mark.parametrize(
    "fact", ["the harbour was open", hinting.LIKE.replace("4,000", "9,000"), f"{hinting.LIKE} not"]
)
def test_what_is_not_like_it_or_says_otherwise_is_no_hint(world: World, fact: str) -> None:
    assignment_id = hinting.open_claim(world)
    hinting.close(world, hinting.decide_elsewhere(world, fact))
    assert _hints(world, "ann", assignment_id).decided == ()


def test_a_claim_on_which_its_judges_differed_is_no_hint(world: World) -> None:
    other = world.make_set("Orlest", overlap=2)
    world.import_statements(hinting.LIKE, claim_set_id=other)
    world.judge("bob", claim_set_id=other)
    world.judge("cleo", judgement("refuted"), claim_set_id=other)
    hinting.close(world, other)
    assert _hints(world, "ann", hinting.open_claim(world)).decided == ()


def test_a_claim_that_was_split_is_no_hint(world: World) -> None:
    other = world.make_set("Orlest", overlap=1)
    world.import_statements(hinting.LIKE, claim_set_id=other)
    parts = judgement(
        None, candidate=CandidateDecision.SPLIT, parts=("one", "two"), evidence=(), confidence=None
    )
    world.judge("cleo", parts, claim_set_id=other)
    hinting.close(world, other)
    assert _hints(world, "ann", hinting.open_claim(world)).decided == ()


def test_passages_are_of_texts_that_this_person_may_read(world: World) -> None:
    mine = hinting.open_claim(world)
    theirs = world.take("bob")
    assert theirs is not None
    world.paste("bob", theirs, hinting.REGISTER, title="Register of roads", publisher="Road Office")
    assert _hints(world, "ann", mine).passages == ()
    (found,) = _hints(world, "bob", theirs).passages
    assert found.quote == hinting.COUNTED == hinting.REGISTER[found.start : found.end]
    assert (found.title, found.publisher) == ("Register of roads", "Road Office")


@after(hinting.decided)
def test_anothers_text_is_offered_once_all_have_judged_its_claim(world: World) -> None:
    assignment_id, other = world.token(Assignment), world.nth(ClaimSet, 2)
    # Readable, though not closed: the text is, what it was cited for is not.
    (found,) = _hints(world, "ann", assignment_id).passages
    assert found.quote == hinting.COUNTED
    hinting.close(world, other)
    after = _hints(world, "ann", assignment_id)
    assert after.passages == ()
    assert [cited.place for cited in after.decided[0].cited] == [found.place]


def test_texts_of_others_do_not_change_the_order(world: World) -> None:
    mine = hinting.open_claim(world)
    for number, word in enumerate(("bridge", "cars", "bridge")):
        text = f"The {word} of Kesselbrook is number {number} of the town."
        world.paste("ann", mine, text, title=f"Note {number}")
    before = _hints(world, "ann", mine)
    theirs = world.take("bob")
    assert theirs is not None
    for number in range(9):
        text = f"The cars of Kesselbrook, page {number} of the register."
        world.paste("bob", theirs, text, title=f"Register {number}")
    assert _hints(world, "ann", mine) == before
    assert len(before.passages) == 3


def test_the_claims_own_document_is_no_source_for_it(world: World) -> None:
    assignment_id = hinting.open_claim(world)
    world.open_document("ann", assignment_id, world.nth(Document))
    assert _hints(world, "ann", assignment_id).passages == ()


@pytest.mark.parametrize("fact", ['the "OR" * NEAR( bridge', "', & | ! :* text:bridge", "مرحبا 🚢"])
def test_a_claim_with_an_engines_own_signs_is_looked_for_as_words(world: World, fact: str) -> None:
    assignment_id = hinting.open_claim(world, "ann", fact)
    world.paste("ann", assignment_id, f"{fact} near the town, text and bridge")
    assert len(_hints(world, "ann", assignment_id).passages) <= 1


def test_there_are_none_for_others_nor_where_they_are_off_nor_afterwards(world: World) -> None:
    assignment_id = hinting.open_claim(world)
    with pytest.raises(NotFound):
        _hints(world, "bob", assignment_id)
    hinting.switch(world, hints=False)
    with pytest.raises(Conflict, match="switched off"):
        _hints(world, "ann", assignment_id)
    hinting.switch(world, hints=True)
    world.judge("ann")
    with pytest.raises(Conflict, match="not open on your desk"):
        _hints(world, "ann", assignment_id)


def _hints(world: World, name: str, assignment_id: Token) -> Hints:
    with world.reading() as session:
        return hints_for(session, assignment_id, world.people[name])
