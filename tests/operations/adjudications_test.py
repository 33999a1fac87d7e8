"""A reviewer's decision stands beside the judgements, once, and only by somebody apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.models import Disagreement, SetClaim
from annotator.queries.reviews import differences, next_difference, review
from annotator.terms import Decision, DisagreementState, Stance
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World


def test_a_claim_comes_to_review_when_all_have_judged_and_differ(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    assert _queue(world) == []
    world.judge("bob", judgement("refuted"))
    (line,) = _queue(world)
    assert set(line[1]) == {"verdict", "stance"}


def test_a_claim_on_which_all_agree_does_not(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob")
    assert _queue(world) == []


def test_other_sources_for_one_verdict_are_no_disagreement(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement(evidence=(evidence(url="https://port.example/log"),)))
    assert _queue(world) == []


def test_one_passage_with_two_stances_is_a_disagreement(world: World) -> None:
    world.import_statements("the harbour was open")
    both = (evidence(), evidence(Stance.NEUTRAL, quote="Other words."))
    other = (evidence(), evidence(Stance.IRRELEVANT, quote="Other words."))
    world.judge("ann", judgement(evidence=both))
    world.judge("bob", judgement(evidence=other))
    assert [kinds for _, kinds in _queue(world)] == [("stance",)]


def test_whoever_judged_a_claim_cannot_decide_on_it(world: World) -> None:
    set_claim_id = _disputed(world)
    with pytest.raises(Refused, match="yourself"):
        world.decide("ann", set_claim_id)
    with world.reading() as session:
        assert next_difference(session, world.claim_set_id, world.people["ann"]) is None


def test_a_second_decision_is_refused_and_the_first_stands(world: World) -> None:
    set_claim_id = _disputed(world)
    world.decide("rita", set_claim_id)
    with pytest.raises(Conflict, match="stands"):
        world.decide("ed", set_claim_id)


def test_a_claim_without_a_difference_has_nothing_to_decide(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.reading() as session:
        set_claim_id = session.scalars(select(SetClaim.id)).one()
    with pytest.raises(NotFound):
        world.decide("rita", set_claim_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": " "}, "note"),
        ({"reasons": ()}, "reasons"),
        ({"verdict": None}, "outcome"),
        ({"verdict": "half_true"}, "verdict"),
        ({"decision": Decision.ONE_RIGHT, "verdict": None}, "decision"),
        (
            {"decision": Decision.ONE_RIGHT, "verdict": None, "chosen_judgement": 4711},
            "decision",
        ),
    ],
    ids=["note", "reasons", "no outcome", "no such verdict", "no choice", "no such judgement"],
)
def test_a_decision_that_lacks_something_says_where(
    world: World, changes: dict[str, object], field: str
) -> None:
    set_claim_id = _disputed(world)
    with pytest.raises(BadInput) as caught:
        world.decide("rita", set_claim_id, **changes)
    assert caught.value.field == field


def test_a_decided_difference_leaves_the_queue(world: World) -> None:
    set_claim_id = _disputed(world)
    world.decide("rita", set_claim_id)
    assert _queue(world) == []
    with world.reading() as session:
        states = set(session.scalars(select(Disagreement.state)))
        found = review(session, set_claim_id, world.people["rita"])
    assert states == {DisagreementState.DECIDED}
    assert found.decided is not None
    assert found.decided.verdict == "refuted"


def _disputed(world: World) -> int:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    ((set_claim_id, _),) = _queue(world)
    return set_claim_id


def _queue(world: World) -> list[tuple[int, tuple[str, ...]]]:
    with world.reading() as session:
        found = differences(session, world.claim_set_id, world.people["rita"])
    return [(line.set_claim_id, line.kinds) for line in found.items]
