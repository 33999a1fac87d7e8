"""Adjudications: a reviewer's decisions, beside the judgements and never over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator import schemes
from annotator.cleaning import clean
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.models import (
    Adjudication,
    AdjudicationReason,
    ClaimSet,
    Disagreement,
    Judgement,
    LabelScheme,
    Participation,
    SetClaim,
)
from annotator.operations.trail import record
from annotator.queries.blindness import readable
from annotator.terms import Action, Decision, DisagreementState, Part

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import DecisionGiven


def decide(
    session: Session, *, set_claim_id: int, reviewer_id: int, token: str, given: DecisionGiven
) -> int:
    """Keep a decision on a claim that annotators differ on, and return its id.

    The same form sent again gives the id that it gave before. Raises BadInput that names the
    field, Refused (the reviewer judged the claim), Conflict (somebody decided), NotFound.
    """
    set_claim = session.get(SetClaim, set_claim_id, with_for_update=True)
    if set_claim is None:
        raise NotFound("There is no such claim to decide on.")
    sent_before = session.scalar(
        select(Adjudication.id).where(
            Adjudication.token == token, Adjudication.reviewer_id == reviewer_id
        )
    )
    if sent_before is not None:
        return sent_before
    claim_set = session.get_one(ClaimSet, set_claim.claim_set_id)
    _check_undecided(session, set_claim, claim_set)
    _take_part(session, set_claim_id, reviewer_id)
    adjudication = _adjudication(session, set_claim, claim_set, given)
    adjudication.reviewer_id, adjudication.token = reviewer_id, token
    session.add(adjudication)
    session.flush()
    session.add_all(
        AdjudicationReason(adjudication_id=adjudication.id, reason=reason)
        for reason in sorted(set(given.reasons))
    )
    session.execute(
        update(Disagreement)
        .where(
            Disagreement.set_claim_id == set_claim_id,
            Disagreement.round == claim_set.round,
            Disagreement.state == DisagreementState.OPEN,
        )
        .values(state=DisagreementState.DECIDED)
    )
    session.flush()
    _record(session, adjudication, given, claim_set.id)
    return adjudication.id


def _check_undecided(session: Session, set_claim: SetClaim, claim_set: ClaimSet) -> None:
    differing = session.scalar(
        select(Disagreement.id)
        .join(SetClaim, SetClaim.id == Disagreement.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            Disagreement.set_claim_id == set_claim.id,
            Disagreement.round == claim_set.round,
            Disagreement.state != DisagreementState.GONE,
            readable(),
        )
        .limit(1)
    )
    if differing is None:
        raise NotFound("There is nothing to decide on this claim.")
    decided = session.scalar(
        select(Adjudication.id).where(
            Adjudication.set_claim_id == set_claim.id, Adjudication.round == claim_set.round
        )
    )
    if decided is not None:
        raise Conflict("Somebody has decided on this claim meanwhile; their decision stands.")


def _take_part(session: Session, set_claim_id: int, reviewer_id: int) -> None:
    part = session.get(Participation, (set_claim_id, reviewer_id))
    if part is None:
        session.add(
            Participation(set_claim_id=set_claim_id, user_id=reviewer_id, part=Part.DECIDES)
        )
        session.flush()
    elif part.part is Part.JUDGES:
        raise Refused("You judged this claim yourself, so somebody else has to decide on it.")


def _adjudication(
    session: Session, set_claim: SetClaim, claim_set: ClaimSet, given: DecisionGiven
) -> Adjudication:
    if not given.reasons:
        raise BadInput("Say why they differ: choose at least one reason.", "reasons")
    if not given.note.strip():
        raise BadInput("Write a note: whoever reads this later wants to know why.", "note")
    own = given.decision is Decision.ALL_WRONG
    if own:
        _check_own_outcome(session, claim_set, given)
    else:
        _check_choice(session, set_claim, given)
    return Adjudication(
        set_claim_id=set_claim.id,
        round=claim_set.round,
        part=Part.DECIDES,
        number=1,
        decision=given.decision,
        chosen_judgement_id=None if own else given.chosen_judgement,
        scheme_id=claim_set.scheme_id,
        verdict=given.verdict if own else None,
        not_checkable_reason=given.not_checkable_reason if own else None,
        rejection_reason=given.rejection_reason if own else None,
        note=clean(given.note).strip(),
        created_at=now(),
    )


def _check_own_outcome(session: Session, claim_set: ClaimSet, given: DecisionGiven) -> None:
    outcomes = (given.verdict, given.not_checkable_reason, given.rejection_reason)
    if sum(outcome is not None for outcome in outcomes) != 1:
        raise BadInput("All are wrong: choose the outcome that is right.", "outcome")
    if given.verdict is not None:
        scheme = session.get_one(LabelScheme, claim_set.scheme_id)
        schemes.parse(scheme.definition).verdict(given.verdict)


def _check_choice(session: Session, set_claim: SetClaim, given: DecisionGiven) -> None:
    chosen = given.chosen_judgement
    if chosen is None or not session.scalar(
        select(Judgement.id).where(Judgement.id == chosen, Judgement.set_claim_id == set_claim.id)
    ):
        raise BadInput("Choose the judgement that the claim leaves with.", "decision")


def _record(
    session: Session, adjudication: Adjudication, given: DecisionGiven, claim_set_id: int
) -> None:
    record(
        session,
        Action.DECISION_MADE,
        f"decision {adjudication.id}",
        after={
            "decision": adjudication.decision,
            "judgement": adjudication.chosen_judgement_id,
            "verdict": adjudication.verdict,
            "not_checkable_reason": adjudication.not_checkable_reason,
            "rejection_reason": adjudication.rejection_reason,
            "reasons": sorted(set(given.reasons)),
            "note": adjudication.note,
        },
        by=adjudication.reviewer_id,
        claim_set_id=claim_set_id,
        set_claim_id=adjudication.set_claim_id,
    )
