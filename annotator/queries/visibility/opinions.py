"""Judgements as far as they can agree or differ."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from annotator.labelling.differences import Opinion
from annotator.models import Assignment, EvidenceLink, Judgement, SentBack

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.terms import Stance


# Made once: an alias is dear.
_later = aliased(Judgement)


def current() -> ColumnElement[bool]:
    """Return the condition that no later judgement supersedes this one."""
    return ~select(_later.id).where(_later.supersedes_id == Judgement.id).exists()


def original() -> ColumnElement[bool]:
    """Return the condition that this judgement stood before a reviewer sent its claim back: figures
    are of these.
    """
    first = (
        select(func.min(SentBack.judgement_id))
        .where(SentBack.assignment_id == Judgement.assignment_id)
        .scalar_subquery()
    )
    return or_(Judgement.id == first, and_(first.is_(None), current()))


def opinions_on(session: Session, set_claim_id: int, round_number: int) -> list[Opinion]:
    """Return what each annotator of a claim holds in this round."""
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
