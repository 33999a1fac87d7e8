"""What reviewers have done with claims: their decisions, and all that came before these."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import (
    Adjudication,
    AdjudicationEvidence,
    AdjudicationReason,
    Judgement,
    Passage,
    SentBack,
    SetClaim,
    User,
)
from annotator.queries.judging.judgements import cited
from annotator.queries.visibility.settled import in_force
from annotator.records import DecisionRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.records import Evidence
    from annotator.terms import DisagreementReason


def last_act(session: Session, set_claim_id: int, round_number: int) -> Adjudication | None:
    """Return what a reviewer did last with a claim in this round."""
    return session.scalars(
        select(Adjudication)
        .where(Adjudication.set_claim_id == set_claim_id, Adjudication.round == round_number)
        .order_by(Adjudication.number.desc())
        .limit(1)
    ).one_or_none()


def decisions_on(session: Session, set_claim_ids: Sequence[int]) -> dict[int, DecisionRecord]:
    """Return the decision in force on each claim of a set that a reviewer has settled."""
    wanted = Adjudication.set_claim_id.in_(set_claim_ids) & in_force()
    return dict(_decisions(session, wanted))


def acts_on(session: Session, set_claim_id: int) -> tuple[DecisionRecord, ...]:
    """Return all that reviewers did with one claim, in that order, decisions reopened since among
    it.
    """
    wanted = Adjudication.set_claim_id == set_claim_id
    return tuple(decision for _, decision in _decisions(session, wanted))


def notes_to(session: Session, assignment_ids: Sequence[int]) -> dict[int, str]:
    """Return the last note with which a claim came back to each of these desks, where one did."""
    if not assignment_ids:
        return {}
    rows = session.execute(
        select(SentBack.assignment_id, Adjudication.note)
        .join(Adjudication, Adjudication.id == SentBack.adjudication_id)
        .where(SentBack.assignment_id.in_(assignment_ids))
        .order_by(SentBack.adjudication_id)
    )
    return {row.assignment_id: row.note for row in rows}


def _decisions(session: Session, wanted: ColumnElement[bool]) -> list[tuple[int, DecisionRecord]]:
    rows = session.execute(
        select(Adjudication, User.name.label("reviewer"), Judgement.token.label("chosen"))
        .join(User, User.id == Adjudication.reviewer_id)
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .outerjoin(Judgement, Judgement.id == Adjudication.chosen_judgement_id)
        .where(wanted)
        .order_by(Adjudication.id)
    ).all()
    ids = [row.Adjudication.id for row in rows]
    reasons, evidence = _reasons_of(session, ids), _evidence_of(session, ids)
    return [
        (
            row.Adjudication.set_claim_id,
            DecisionRecord(
                reviewer=row.reviewer,
                decision=row.Adjudication.decision,
                chosen_judgement=row.chosen,
                verdict=row.Adjudication.verdict,
                not_checkable_reason=row.Adjudication.not_checkable_reason,
                rejection_reason=row.Adjudication.rejection_reason,
                reasons=tuple(reasons[row.Adjudication.id]),
                note=row.Adjudication.note,
                created_at=row.Adjudication.created_at,
                evidence=tuple(evidence[row.Adjudication.id]),
            ),
        )
        for row in rows
    ]


def _reasons_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[DisagreementReason]]:
    found: defaultdict[int, list[DisagreementReason]] = defaultdict(list)
    for row in session.scalars(
        select(AdjudicationReason)
        .where(AdjudicationReason.adjudication_id.in_(ids))
        .order_by(AdjudicationReason.reason)
    ):
        found[row.adjudication_id].append(row.reason)
    return found


def _evidence_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Evidence]]:
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in session.execute(
        select(AdjudicationEvidence, Passage.exact)
        .join(Passage, Passage.id == AdjudicationEvidence.passage_id)
        .where(AdjudicationEvidence.adjudication_id.in_(ids))
        .order_by(AdjudicationEvidence.adjudication_id, AdjudicationEvidence.position)
    ):
        link = row.AdjudicationEvidence
        found[link.adjudication_id].append(cited(link, row.exact))
    return found
