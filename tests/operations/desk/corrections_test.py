"""What an annotator puts right: which other claim says the same, and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput
from annotator.models import Claim
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, SpeakerDecision
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World


def test_a_claim_is_merged_with_another_of_the_same_words(world: World) -> None:
    world.import_statements("the harbour was open", "the port was not closed")
    with world.reading() as session:
        other = session.scalars(
            select(Claim.id).where(Claim.text == "the port was not closed")
        ).one()
    merged = JudgementInput(CandidateDecision.MERGED, merged_with=other)
    world.judge("ann", merged)
    world.judge("bob", merged)
    with world.reading() as session:
        (first, _) = labelled_claims(session, world.claim_set_id, world.people["rita"])
    assert first.label == "merged"
    assert first.judgements[0].merged_with == (other, "the port was not closed")


@pytest.mark.parametrize("other", [None, 10**6])
def test_a_claim_is_not_merged_with_itself_or_with_none(world: World, other: int | None) -> None:
    world.import_statements("the harbour was open")
    with world.reading() as session:
        itself = session.scalars(select(Claim.id)).one()
    given = JudgementInput(CandidateDecision.MERGED, merged_with=other or itself)
    with pytest.raises(BadInput, match="Choose another claim"):
        world.judge("ann", given)


def test_a_speaker_is_corrected_and_nobody_is_one(world: World) -> None:
    world.import_statements("the harbour was open")
    corrected = SpeakerDecision.CORRECTED
    world.judge("ann", judgement(speaker_decision=corrected, speaker=" Ada   Maro "))
    world.judge("bob", judgement(speaker_decision=SpeakerDecision.NOBODY))
    with world.reading() as session:
        (claim,) = labelled_claims(session, world.claim_set_id, world.people["rita"])
    said = {(one.speaker_decision, one.speaker) for one in claim.judgements}
    assert said == {("corrected", "Ada Maro"), ("nobody", None)}
