"""Claims that a reviewer returns to the desks: to those who judged them, or to others, blind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.errors import BadInput
from annotator.models import (
    Assignment,
    ClaimSet,
    Judgement,
    SentBack,
    SetClaim,
)
from annotator.operations.derived.pattern_counts import recount
from annotator.operations.derived.queue import requeue
from annotator.operations.derived.seats import open_round
from annotator.queries.judging.finality import has_final
from annotator.queries.visibility.opinions import current
from annotator.queries.visibility.worklist import cannot_judge_again, others_left
from annotator.terms import AssignmentState, SetState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import Adjudication

#: How long an annotator has for a returned claim.
TIME_TO_REVISE = timedelta(days=14)
FINAL = (
    "The judgements of this claim are final: it had a decision, or its set was closed, so its"
    " annotators may have read them all. Ask new annotators, or decide."
)
CLOSED = "The set is closed, so no one can judge this claim again. Open the set, or decide."
GONE = (
    "An annotator of this claim can judge no more: their account is closed, or they left the set."
    " So it cannot be returned. Ask new annotators, or decide."
)
NOBODY_LEFT = "All annotators have had this claim: no new annotators are left."


def send_back(session: Session, act: Adjudication) -> None:
    """Put the claim back on the desks of those who judged it in this round.

    Their judgements stand until they revise them. Raises BadInput when one of them can judge no
    more, when the set is closed, or was, or an earlier decision has shown them what the others
    judged.
    """
    _check_open(session, act.set_claim_id)
    if has_final(session, act.set_claim_id, act.round):
        raise BadInput(FINAL, "decision")
    if cannot_judge_again(session, act.set_claim_id, act.round):
        raise BadInput(GONE, "decision")
    rows = session.execute(
        select(Assignment, Judgement.id.label("judgement_id"))
        .join(Judgement, (Judgement.assignment_id == Assignment.id) & current())
        .where(Assignment.set_claim_id == act.set_claim_id, Assignment.round == act.round)
        .order_by(Assignment.id)
        .with_for_update(of=Assignment)
    ).all()
    for row in rows:
        row.Assignment.state = AssignmentState.REOPENED
        row.Assignment.lease_until = now() + TIME_TO_REVISE
        session.add(
            SentBack(
                adjudication_id=act.id,
                assignment_id=row.Assignment.id,
                set_claim_id=act.set_claim_id,
                judgement_id=row.judgement_id,
            )
        )
    session.flush()
    _count_out(session, act.set_claim_id)


def begin_second_round(session: Session, act: Adjudication, set_claim: SetClaim) -> None:
    """Free the claim for others than judged it: as many as the overlap, or as there are.

    What was judged before stays with its round. Raises BadInput when no annotator is left, or the
    set is closed.
    """
    _check_open(session, set_claim.id)
    others = others_left(session, set_claim.id)
    if not others:
        raise BadInput(NOBODY_LEFT, "decision")
    open_round(session, act, set_claim, others)
    _count_out(session, set_claim.id)


def _count_out(session: Session, set_claim_id: int) -> None:
    """A claim that is judged again is in no figure of agreement until then, nor in the queue."""
    claim_set_id = session.get_one(SetClaim, set_claim_id).claim_set_id
    recount(session, claim_set_id, SetClaim.id == set_claim_id)
    requeue(session, claim_set_id, SetClaim.id == set_claim_id)


def _check_open(session: Session, set_claim_id: int) -> None:
    set_claim = session.get_one(SetClaim, set_claim_id)
    claim_set = session.get_one(ClaimSet, set_claim.claim_set_id)
    if claim_set.state is SetState.CLOSED:
        raise BadInput(CLOSED, "decision")
