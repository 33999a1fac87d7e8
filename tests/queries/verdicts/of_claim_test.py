"""What a claim came to: label, reason and passages, in each of its sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.models import Claim, Judgement
from annotator.operations.sets import claim_sets
from annotator.queries.verdicts.of_claim import verdicts_of_claim
from annotator.terms import Basis, Decision, Stance
from tests.past import after
from tests.statements import statements
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.queries.verdicts.of_claim import ClaimVerdict
    from tests.world import World


def _disputed(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    others = (evidence(Stance.CONTRADICTS, quote="The harbour was shut."),)
    world.judge("bob", judgement("refuted", evidence=others))


@after(_disputed)
def test_a_decision_for_one_judgement_has_the_note_as_reason_and_the_passages_of_that(
    world: World,
) -> None:
    world.decide(
        "rita",
        decision=Decision.ONE_RIGHT,
        chosen_judgement=world.token(Judgement, 2),
        verdict=None,
        evidence=(),
        note="The harbour master was asked.",
    )
    (found,) = _found(world)
    assert (found.label, found.basis, found.reviewer) == ("refuted", Basis.ADJUDICATED, "Rita")
    assert found.grounds.reason == "The harbour master was asked."
    assert [link.quote for link in found.grounds.cited] == ["The harbour was shut."]
    assert [link.stance for link in found.grounds.other] == [Stance.SUPPORTS]
    assert (found.agreeing, found.judged) == (1, 2)


@after(_disputed)
def test_a_decision_of_the_reviewers_own_rests_on_what_they_cite(world: World) -> None:
    world.decide("rita")
    (found,) = _found(world)
    assert found.grounds.reason == "The hospital's log settles it."
    assert [link.title for link in found.grounds.cited] == ["The hospital's log"]


def test_a_passage_that_several_cite_with_one_stance_is_one_line(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("supported"))
    (found,) = _found(world)
    assert (found.label, found.basis) == ("supported", Basis.UNANIMOUS)
    assert found.grounds.reason == "The bulletin shows that it is supported."
    assert len(found.grounds.cited) == 1


@after(_disputed)
def test_more_sets_of_a_claim_take_no_more_statements(world: World) -> None:
    world.decide("rita")
    with statements(world.database) as of_one:
        _found(world)
    for number in range(4):
        other = world.make_set(f"Set {number}")
        with world.writing() as session:
            claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim)])
            session.commit()
    with statements(world.database) as of_five:
        assert len(_found(world)) == 5
    assert len(of_five) == len(of_one)


def _found(world: World) -> tuple[ClaimVerdict, ...]:
    with world.reading() as session:
        return verdicts_of_claim(
            session, world.nth(Claim), world.people["ed"], judgements=True, answers=True
        )
