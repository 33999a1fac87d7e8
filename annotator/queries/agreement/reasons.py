"""Why annotators differed, as the reviewers' decisions in force say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.models import Adjudication, AdjudicationReason, ClaimSet, SetClaim
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.settled import in_force

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.terms import DisagreementReason


@dataclass(frozen=True, slots=True)
class ReasonCounts:
    """How many decisions name each reason, the most frequent first, and how many name any."""

    reasons: tuple[tuple[DisagreementReason, int], ...]
    decisions: int


def reasons(session: Session, claim_set_id: int, reader: Reader) -> ReasonCounts:
    """Return the reasons of a set's decisions on claims that this reader may read."""
    named = (
        select(AdjudicationReason.adjudication_id, AdjudicationReason.reason)
        .join(Adjudication, Adjudication.id == AdjudicationReason.adjudication_id)
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id, in_force(), readable(reader))
        .subquery()
    )
    many = func.count()
    rows = session.execute(
        select(named.c.reason, many.label("decisions"))
        .group_by(named.c.reason)
        .order_by(many.desc(), named.c.reason)
    ).all()
    decisions = session.scalar(select(func.count(named.c.adjudication_id.distinct()))) or 0
    return ReasonCounts(tuple((row.reason, row.decisions) for row in rows), decisions)
