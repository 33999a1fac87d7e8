"""Judgements as far as they can agree or differ."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from annotator.agreement.differences import Opinion
from annotator.agreement.judgements import coded
from annotator.models import Assignment, ClaimSet, EvidenceLink, Judgement, SetClaim, User
from annotator.queries.blindness import is_known, readable

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements
    from annotator.terms import Stance


# Made once: an alias is dear.
_later = aliased(Judgement)


def current() -> ColumnElement[bool]:
    """That no later judgement supersedes this one."""
    return ~select(_later.id).where(_later.supersedes_id == Judgement.id).exists()


def opinions_on(session: Session, set_claim_id: int, round_number: int) -> list[Opinion]:
    """What each annotator of a claim holds in this round."""
    rows = session.execute(
        select(Judgement.id, Judgement.candidate, Judgement.checkability, Judgement.verdict)
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .where(Judgement.set_claim_id == set_claim_id, Assignment.round == round_number, current())
        .order_by(Judgement.id)
    ).all()
    links = session.execute(
        select(EvidenceLink.judgement_id, EvidenceLink.passage_id, EvidenceLink.stance).where(
            EvidenceLink.judgement_id.in_([row.id for row in rows])
        )
    )
    stances: defaultdict[int, list[tuple[int, Stance]]] = defaultdict(list)
    for link in links:
        stances[link.judgement_id].append((link.passage_id, link.stance))
    return [
        Opinion(row.candidate, row.checkability, row.verdict, tuple(stances[row.id]))
        for row in rows
    ]


def verdicts(session: Session, claim_set_id: int) -> Judgements:
    """The verdicts of a set's readable claims; a claim without a verdict gives no vote.

    Nor does one whose answer is known: agreement speaks of the others.
    """
    rows = session.execute(
        select(Judgement.set_claim_id, User.name, Judgement.verdict)
        .join(SetClaim, SetClaim.id == Judgement.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(User, User.id == Judgement.annotator_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            Assignment.round == ClaimSet.round,
            Judgement.verdict.is_not(None),
            readable(),
            ~is_known(),
            current(),
        )
        .order_by(Judgement.id)
    )
    return coded((row.set_claim_id, row.name, str(row.verdict)) for row in rows)
