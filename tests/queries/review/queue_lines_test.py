"""What a line of the queue says: the labels that the review page shows, by the same letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.models import SetClaim
from annotator.queries.review.queue_lines import queue_lines
from annotator.queries.review.reviews import review
from annotator.terms import CandidateDecision, Decision, RejectionReason
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World

CLAIMS = ("the harbour was open", "the bridge was shut")
REJECTED = judgement(
    None,
    candidate=CandidateDecision.REJECTED,
    rejection_reason=RejectionReason.NOT_A_CLAIM,
    worthiness=None,
    checkability=None,
    confidence=None,
    justification="",
    evidence=(),
)


def test_a_line_gives_each_label_to_the_letters_of_the_review_page(world: World) -> None:
    world.import_statements(*CLAIMS)
    for ann, bob in ((judgement("supported"), REJECTED), (judgement(), judgement())):
        world.judge("ann", ann)
        world.judge("bob", bob)
    claims = [world.nth(SetClaim), world.nth(SetClaim, 2)]
    for reader in (world.people["rita"], world.people["ed"]):
        with world.reading() as session:
            lines = queue_lines(session, claims, reader)
            for claim in claims:
                shown = review(session, claim, reader).labels
                given = {place: code for code, places in lines[claim].given for place in places}
                assert [given[place] for place in range(len(shown))] == list(shown)
    said = lines[claims[0]].said
    assert said is not None
    assert (said.speaker, said.published) == ("Ada Maro", "2025-12-06")


def test_a_line_gives_nothing_of_a_claim_that_is_being_judged_or_that_its_reader_judged(
    world: World,
) -> None:
    world.import_statements(*CLAIMS)
    world.judge("ann", judgement("supported"))
    claims = [world.nth(SetClaim), world.nth(SetClaim, 2)]
    with world.reading() as session:
        assert queue_lines(session, claims, world.people["rita"]) == {}
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        assert queue_lines(session, claims, world.people["ann"]) == {}
        assert list(queue_lines(session, claims, world.people["rita"])) == claims[:1]


def test_a_decided_line_gives_what_the_decision_comes_to(world: World) -> None:
    world.import_statements(*CLAIMS)
    first = world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    claim = world.nth(SetClaim)
    world.decide(
        "rita",
        claim,
        decision=Decision.ONE_RIGHT,
        chosen_judgement=first,
        verdict=None,
        evidence=(),
    )
    with world.reading() as session:
        assert queue_lines(session, [claim], world.people["rita"])[claim].decided == "supported"
