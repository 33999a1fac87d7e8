"""The newest decisions, as far as a person may know what the claims came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import schemes
from annotator.models import Adjudication, ClaimSet, LabelScheme, SetClaim, User
from annotator.queries.sets.listed_claims import lines_of
from annotator.queries.visibility.blindness import judges, outcome_readable
from annotator.queries.visibility.settled import in_force

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.queries.sets.listed_claims import ClaimLine
    from annotator.schemes import Scheme

#: How many are shown, of how many that are looked at.
SHOWN, LOOKED_AT = 6, 24


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision on a claim, with who made it and when."""

    line: ClaimLine
    scheme: Scheme
    set_name: str
    reviewer: str
    at: datetime


def newest_decisions(session: Session, reader: int) -> tuple[NewDecision, ...]:
    """Return the newest decisions in force that this person may know, each claim once.

    As on the page of a claim: who may still judge it in another set does not see it here.
    """
    rows = {row.claim_id: row for row in reversed(session.execute(_newest(reader)).all())}
    waits = set(session.scalars(_may_judge(list(rows), reader))) if rows else set()
    shown = [row for row in reversed(rows.values()) if row.claim_id not in waits][:SHOWN]
    lines = lines_of(session, [(row.claim_id, row.set_claim_id) for row in shown], reader)
    by_claim = {line.claim_id: line for line in lines if line.label is not None}
    return tuple(
        NewDecision(
            by_claim[row.claim_id],
            schemes.parse(row.definition),
            row.set_name,
            row.display_name,
            row.created_at,
        )
        for row in shown
        if row.claim_id in by_claim
    )


def _newest(reader: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(SetClaim.claim_id, Adjudication.set_claim_id, Adjudication.created_at),
            *(User.display_name, ClaimSet.name.label("set_name"), LabelScheme.definition),
        )
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
        .join(User, User.id == Adjudication.reviewer_id)
        .where(in_force(), outcome_readable(reader))
        .order_by(Adjudication.id.desc())
        .limit(LOOKED_AT)
    )


def _may_judge(claim_ids: list[int], reader: int) -> Select[int]:
    """Return those of the claims that this annotator may not know in some set."""
    return (
        select(SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_id.in_(claim_ids), judges(reader), ~outcome_readable(reader))
    )
