"""Why annotators differed is counted over the decisions in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.models import SetClaim
from annotator.operations.review.adjudications import reopen
from annotator.queries.agreement.reasons import ReasonCounts, reasons
from annotator.terms import DisagreementReason
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World

SLIP, MISSED = DisagreementReason.SLIP, DisagreementReason.MISSED_EVIDENCE


def test_each_reason_is_counted_once_a_decision_until_it_is_reopened(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    for _ in range(2):
        world.judge("ann", judgement("supported"))
        world.judge("bob", judgement("refuted"))
    world.decide("rita", world.nth(SetClaim), reasons=(SLIP, MISSED))
    world.decide("rita", world.nth(SetClaim, 2), reasons=(MISSED,))
    assert _counted(world) == ReasonCounts(((MISSED, 2), (SLIP, 1)), 2)
    with world.writing() as session:
        reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="t",
            reason="There is another log.",
        )
        session.commit()
    assert _counted(world) == ReasonCounts(((MISSED, 1),), 1)


def _counted(world: World) -> ReasonCounts:
    with world.reading() as session:
        return reasons(session, world.claim_set_id, world.people["rita"])
