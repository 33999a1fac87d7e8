"""What annotators see of a decision on a claim that they judged, once it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import nulls_last, select
from sqlalchemy.orm import aliased

from annotator.labelling.outcome import decided_label, label
from annotator.models import Adjudication, Assignment, Claim, ClaimSet, Reply, SetClaim
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.judgements import judgements_on, own_judgement
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.settled import decided, in_force
from annotator.terms import AssignmentState, Decision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.records import DecisionRecord
    from annotator.tokens import Token


STANDS = "your judgement stands as it is."
DECIDED = f"A reviewer has decided on this claim: {STANDS}"
CLOSED = f"The set was closed after you judged this claim: {STANDS}"
SPLIT = f"A colleague split this claim, and its subclaims are in the set: {STANDS}"
OTHERWISE = {
    Decision.SECOND_ROUND: f"A reviewer asked new annotators to judge this claim: {STANDS}",
    Decision.REOPENED: f"A reviewer is deciding on this claim again: {STANDS}",
}


@dataclass(frozen=True, slots=True)
class Replied:
    """An annotator's answer to a decision."""

    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """A decision as an annotator of the claim sees it, without other judgements.

    `label` is what the claim came to, `mine` what this person had judged.
    """

    adjudication_id: int
    set_claim_id: int
    decided: DecisionRecord
    label: str
    mine: str
    chosen: bool
    reply: Replied | None

    @property
    def differs(self) -> bool:
        """Return True if the claim came to something else than this person had judged."""
        return self.label != self.mine


def why_it_stands(session: Session, assignment_id: Token) -> str | None:
    """Return what keeps a judgement from being changed, in a sentence: a reviewer's act, that its
    set was closed, or that a colleague's split shows in the set.

    After a reviewer's word a judgement changes only where they asked for it; a final one never.
    """
    row = session.execute(
        select(Assignment.final, Adjudication.decision)
        .outerjoin(
            Adjudication,
            (Adjudication.set_claim_id == Assignment.set_claim_id)
            & (Adjudication.round == Assignment.round),
        )
        .where(Assignment.token == assignment_id)
        .order_by(nulls_last(Adjudication.number.desc()))
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    if row.decision not in (None, Decision.SENT_BACK):
        return OTHERWISE.get(row.decision, DECIDED)
    if row.final:
        return CLOSED
    return SPLIT if _is_split_by_another(session, assignment_id) else None


def _is_split_by_another(session: Session, assignment_id: Token) -> bool:
    """Return True if the set shows subclaims of the claim of which this person made none."""
    whole, subclaim = aliased(SetClaim), aliased(Claim)
    shown = (
        select(SetClaim.id)
        .join(subclaim, subclaim.id == SetClaim.claim_id)
        .join(whole, whole.claim_id == subclaim.replaces_id)
        .join(Assignment, Assignment.set_claim_id == whole.id)
        .where(
            Assignment.token == assignment_id,
            SetClaim.claim_set_id == Assignment.claim_set_id,
            subclaim.made_by_id != Assignment.annotator_id,
        )
    )
    return bool(session.scalar(select(shown.exists())))


def decision_after(
    session: Session, assignment_id: Token, annotator_id: int
) -> DecisionSeen | None:
    """Return the decision in force on a claim that this person has judged and is done with."""
    row = session.execute(
        select(Adjudication.id, Assignment.set_claim_id)
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(Assignment, Assignment.set_claim_id == SetClaim.id)
        .where(
            Assignment.token == assignment_id,
            Assignment.annotator_id == annotator_id,
            Assignment.state == AssignmentState.DONE,
            readable(annotator_id),
            in_force(),
        )
    ).one_or_none()
    mine = own_judgement(session, assignment_id)
    if row is None or mine is None:
        return None
    judgements = judgements_on(session, [row.set_claim_id])[row.set_claim_id]
    decision = decisions_on(session, [row.set_claim_id])[row.set_claim_id]
    reply = session.get(Reply, (row.id, annotator_id))
    return DecisionSeen(
        adjudication_id=row.id,
        set_claim_id=row.set_claim_id,
        decided=decision,
        label=decided_label(decision, judgements),
        mine=label(mine),
        chosen=decision.chosen_judgement == mine.id,
        reply=Replied(reply.text, reply.created_at) if reply else None,
    )


def labels_decided(
    session: Session, set_claim_ids: Sequence[int], annotator_id: int
) -> dict[int, tuple[str, bool]]:
    """Return what those of these claims came to on which a reviewer has decided.

    And whether the reviewer found more than that acceptable.
    """
    ids = session.scalars(
        select(SetClaim.id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id.in_(set_claim_ids), readable(annotator_id), decided())
    ).all()
    judgements = judgements_on(session, ids)
    return {
        set_claim_id: (
            decided_label(decided, judgements.get(set_claim_id, ())),
            decided.decision is Decision.BOTH_ACCEPTABLE,
        )
        for set_claim_id, decided in decisions_on(session, ids).items()
    }
