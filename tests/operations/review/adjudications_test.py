"""A reviewer's decision stands beside the judgements, once, and only by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.models import Disagreement, EvidenceLink, SetClaim
from annotator.operations.review.adjudications import Undecided
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.review_queue import next_difference, queue
from annotator.queries.review.reviews import review
from annotator.records import CitationInput
from annotator.terms import Decision, DisagreementState, Stance
from tests.addresses import MISSING
from tests.past import after
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World


def _disputed(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))


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


@after(_disputed)
def test_whoever_judged_a_claim_cannot_decide_on_it(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    with pytest.raises(Refused, match="You judged this claim"):
        world.decide("ann", set_claim_id)
    with world.reading() as session:
        assert next_difference(session, world.claim_set_id, world.people["ann"]) is None


@after(_disputed)
def test_a_second_decision_is_refused_and_the_first_stands(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    world.decide("rita", set_claim_id)
    with pytest.raises(Conflict, match="stands"):
        world.decide("ed", set_claim_id)
    with pytest.raises(Conflict, match="You have decided on this claim already"):
        world.decide("rita", set_claim_id)


def test_a_claim_without_a_difference_has_nothing_to_decide(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.reading() as session:
        set_claim_id = session.scalars(select(SetClaim.id)).one()
    with pytest.raises(NotFound):
        world.decide("rita", set_claim_id)


@after(_disputed)
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": " "}, "note"),
        ({"reasons": ()}, "reasons"),
        ({"verdict": None}, "outcome"),
        ({"verdict": "half_true"}, "outcome"),
        ({"evidence": ()}, "evidence"),
        ({"decision": Decision.ONE_RIGHT, "verdict": None}, "decision"),
        (
            {"decision": Decision.ONE_RIGHT, "verdict": None, "chosen_judgement": MISSING},
            "decision",
        ),
    ],
    ids=[
        "note",
        "reasons",
        "no outcome",
        "no such verdict",
        "no evidence",
        "no choice",
        "no such judgement",
    ],
)
def test_a_decision_that_lacks_something_says_where(
    world: World, changes: dict[str, object], field: str
) -> None:
    set_claim_id = world.nth(SetClaim)
    with pytest.raises(BadInput) as caught:
        world.decide("rita", set_claim_id, **changes)
    assert caught.value.field == field


@after(_disputed)
def test_a_decided_difference_leaves_the_queue(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    world.decide("rita", set_claim_id)
    assert _queue(world) == []
    with world.reading() as session:
        states = set(session.scalars(select(Disagreement.state)))
        found = review(session, set_claim_id, world.people["rita"])
    assert states == {DisagreementState.DECIDED}
    assert found.decided is not None
    assert found.decided.verdict == "refuted"


@after(_disputed)
def test_a_decision_that_lacks_everything_says_all_of_it(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    with pytest.raises(Undecided) as caught:
        world.decide("rita", set_claim_id, decision=None, note="", reasons=())
    assert [remark.field for remark in caught.value.remarks] == ["decision", "reasons", "note"]


@after(_disputed)
def test_an_outcome_of_the_reviewers_own_keeps_the_evidence_that_it_rests_on(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    with world.reading() as session:
        cited = session.scalars(select(EvidenceLink.passage_id).distinct()).one()
    new = evidence(Stance.NEUTRAL, title="Harbour log", url=None, quote="Gates shut at six.")
    world.decide(
        "rita",
        set_claim_id,
        cited=(CitationInput(cited, Stance.CONTRADICTS),),
        evidence=(new,),
    )
    with world.reading() as session:
        (claim,) = labelled_claims(session, world.claim_set_id, world.people["rita"])
    assert claim.adjudication is not None
    assert [(link.title, link.stance) for link in claim.adjudication.evidence] == [
        ("Harbour log", Stance.NEUTRAL),
        ("Bulletin 5", Stance.CONTRADICTS),
    ]


@after(_disputed)
def test_a_passage_that_nobody_cites_here_is_no_evidence(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    with pytest.raises(BadInput, match="no annotator cites"):
        world.decide("rita", set_claim_id, cited=(CitationInput(4711, Stance.CONTRADICTS),))


def test_an_agreed_claim_cannot_be_decided_without_being_drawn(world: World) -> None:
    world.import_statements("the harbour was open")
    first = world.judge("ann")
    world.judge("bob")
    with pytest.raises(NotFound):
        world.decide("rita", decision=Decision.CONFIRMED, chosen_judgement=first, verdict=None)


@after(_disputed)
def test_a_superseded_judgement_cannot_be_chosen(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    with world.reading() as session:
        first = review(session, set_claim_id, world.people["rita"]).judgements[0].id
    world.decide("rita", set_claim_id, decision=Decision.SENT_BACK)
    for name in ("ann", "bob"):
        world.judge(name, judgement("supported" if name == "ann" else "refuted"))
    with pytest.raises(BadInput, match="leaves with"):
        world.decide("rita", set_claim_id, decision=Decision.ONE_RIGHT, chosen_judgement=first)


def test_each_reviewer_has_an_order_of_their_own_that_stays(world: World) -> None:
    facts = [f"ferry {number} had sailed" for number in range(8)]
    world.import_statements(*facts)
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in facts:
            world.judge(name, judgement(verdict))

    def orders(name: str) -> list[list[str]]:
        with world.reading() as session:
            ids = session.scalars(select(SetClaim.id).order_by(SetClaim.id))
            found = [review(session, set_claim_id, world.people[name]) for set_claim_id in ids]
        return [[judged.annotator for judged in one.judgements] for one in found]

    assert orders("rita") == orders("rita")
    both = [order for name in ("rita", "ed", "adam") for order in orders(name)]
    assert ["ann", "bob"] in both
    assert ["bob", "ann"] in both


def test_the_sources_are_laid_side_by_side_passage_by_passage(world: World) -> None:
    world.import_statements("the harbour was open")
    shared = evidence(Stance.SUPPORTS)
    world.judge(
        "ann",
        judgement(
            "supported",
            evidence=(shared, evidence(quote="Gates open.", url="https://port.example/log")),
        ),
    )
    world.judge(
        "bob",
        judgement(
            "refuted",
            evidence=(
                evidence(Stance.CONTRADICTS, quote="  Forty-one people   were treated on Friday. "),
                evidence(
                    Stance.CONTRADICTS, quote="Gates shut.", url="https://www.port.example/log"
                ),
                evidence(Stance.NEUTRAL, quote="A list.", url="https://town.example/"),
            ),
        ),
    )
    with world.reading() as session:
        found = review(session, world.nth(SetClaim), world.people["rita"])
    sharing = {source.url: (len(source.readers), source.is_shared) for source in found.sources}
    assert {len(source.passages) for source in found.sources} == {1, 2}
    assert sorted(sharing.values()) == [(1, False), (2, False), (2, True)]


def _queue(world: World) -> list[tuple[int, tuple[str, ...]]]:
    with world.reading() as session:
        found = queue(session, world.claim_set_id, world.people["rita"])
    return [(line.set_claim_id, line.kinds) for line in found.items]
