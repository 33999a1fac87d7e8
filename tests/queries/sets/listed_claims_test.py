"""The claims of a set as its page lists them, and the counts of its bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotator.models import Claim, Judgement
from annotator.operations.sets import claim_sets
from annotator.queries.sets.listed_claims import claim_in_sets, claims_of_set
from annotator.queries.sets.progress import progress_in, progress_of
from annotator.terms import Decision, NotCheckableReason, RejectionReason
from tests.past import after
from tests.releasing import release
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.queries.sets.listed_claims import ClaimLine
    from tests.world import World


def _some_of_each_state(world: World) -> None:
    """A claim that was decided, one to decide, one on which all agree, and an open one."""
    world.import_statements()
    for verdict in ("supported", "supported", "refuted"):
        world.judge("ann", judgement(verdict))
    for verdict in ("refuted", "refuted", "refuted"):
        world.judge("bob", judgement(verdict))
    world.decide("rita")


@after(_some_of_each_state)
def test_a_claim_is_listed_with_its_state_speaker_and_date(world: World) -> None:
    lines = _lines(world, "rita")
    assert [line.state for line in lines] == ["decided", "review", "judged", "open"]
    assert [line.label for line in lines] == ["refuted", None, None, None]
    assert {line.speaker for line in lines} == {"Ada Maro"}
    assert [line.released for line in lines] == [None] * 4


@after(_some_of_each_state)
def test_who_judged_learns_of_their_claims_with_the_decision(world: World) -> None:
    lines = _lines(world, "ann")
    assert [line.state for line in lines] == ["decided", "progress", "progress", "open"]
    progress = _progress(world, "ann")
    assert progress == {"decided": 1, "review": 0, "judged": 0, "progress": 2, "open": 1}


@after(_some_of_each_state)
def test_the_bar_counts_each_claim_once_and_several_sets_as_one(world: World) -> None:
    other = world.make_set("Elections")
    assert _progress(world, "rita") == {
        "decided": 1,
        "review": 1,
        "judged": 1,
        "progress": 0,
        "open": 1,
    }
    with world.reading() as session:
        both = progress_in(session, [world.claim_set_id, other], world.people["rita"])
        alone = progress_of(session, world.claim_set_id, world.people["rita"])
    assert both[world.claim_set_id] == alone
    assert both[other].states == dict.fromkeys(both[other].states, 0)


@after(_some_of_each_state)
def test_the_last_release_of_a_claim_is_for_who_may_read_releases(world: World) -> None:
    release(world)
    release(world)
    assert [line.released for line in _lines(world, "rita")] == [2, None, 2, None]
    assert [line.released for line in _lines(world, "ann")] == [None] * 4


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({}, "refuted"),
        (
            {"verdict": None, "not_checkable_reason": NotCheckableReason.OPINION},
            "not_checkable",
        ),
        ({"verdict": None, "rejection_reason": RejectionReason.NOT_A_CLAIM}, "rejected"),
    ],
)
def test_a_decision_of_the_reviewers_own_is_shown_as_its_label(
    world: World, given: dict[str, Any], label: str
) -> None:
    _disputed(world)
    if "verdict" in given:
        given = {**given, "evidence": ()}
    world.decide("rita", **given)
    assert _lines(world, "rita")[0].label == label


def test_a_decision_for_one_judgement_is_shown_as_the_label_of_that(world: World) -> None:
    _disputed(world)
    world.decide(
        "rita",
        decision=Decision.ONE_RIGHT,
        chosen_judgement=world.token(Judgement),
        verdict=None,
        evidence=(),
    )
    assert _lines(world, "rita")[0].label == "supported"


@after(_some_of_each_state)
def test_a_claim_is_found_in_each_of_its_sets(world: World) -> None:
    claim_id, other = world.nth(Claim), world.make_set("Elections")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[claim_id])
        session.commit()
    with world.reading() as session:
        lines = claim_in_sets(session, claim_id, world.people["rita"])
    assert [(line.claim_set_id, line.state) for line in lines] == [
        (world.claim_set_id, "decided"),
        (other, "open"),
    ]


def _disputed(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))


def _lines(world: World, name: str) -> tuple[ClaimLine, ...]:
    with world.reading() as session:
        return claims_of_set(session, world.claim_set_id, world.people[name]).items


def _progress(world: World, name: str) -> dict[str, int]:
    with world.reading() as session:
        return progress_of(session, world.claim_set_id, world.people[name]).states
