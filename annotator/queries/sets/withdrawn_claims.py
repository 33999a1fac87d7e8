"""The bin of claims: what was withdrawn from sets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select

from annotator.models import Assignment, Claim, ClaimSet, KnownAnswer, SetClaim, User
from annotator.models.any_claims import AnyClaim, WithdrawnSetClaim
from annotator.queries.corpus.bin import BIN_DAYS, PAGE_SIZE, BinLine, BinPage
from annotator.storage.paging import preceding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

#: Both databases limit the values of one statement.
CHUNK = 500
#: Claims that a page withdraws at once.
MOST_SHOWN = 1000


def withdrawn_claims(session: Session, before: int | None = None) -> BinPage:
    """Return claims that were withdrawn from sets, below the one `before`, or the first."""
    wanted = (
        select(
            *(WithdrawnSetClaim.id, AnyClaim.text, AnyClaim.language),
            *(WithdrawnSetClaim.withdrawn_at, WithdrawnSetClaim.withdrawal_reason),
            *(ClaimSet.name, User.display_name),
        )
        .join(AnyClaim, AnyClaim.id == WithdrawnSetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == WithdrawnSetClaim.claim_set_id)
        .outerjoin(User, User.id == WithdrawnSetClaim.withdrawn_by_id)
    )
    rows, more = preceding(session, wanted, WithdrawnSetClaim.id, before=before, size=PAGE_SIZE)
    lines = (
        BinLine(
            id=row.id,
            name=f"{row.text} · {row.name}",
            language=row.language,
            withdrawn_at=row.withdrawn_at,
            by=row.display_name,
            reason=row.withdrawal_reason,
        )
        for row in rows
    )
    return BinPage(tuple(lines), more)


def claims_in_set(
    session: Session, claim_set_id: int, claim_ids: Sequence[int]
) -> tuple[tuple[int, str, str], ...]:
    """Return those of these claims that a set has, in its order, as (id, text, language)."""
    rows = session.execute(
        select(Claim.id, Claim.text, Claim.language)
        .join(SetClaim, SetClaim.claim_id == Claim.id)
        .where(SetClaim.claim_set_id == claim_set_id, Claim.id.in_(claim_ids[:MOST_SHOWN]))
        .order_by(SetClaim.position)
    )
    return tuple((row.id, row.text, row.language) for row in rows)


def claims_to_delete(session: Session, at: datetime, most: int) -> Sequence[int]:
    """Return claims that have been in the bin for its days, at most so many; never one that an
    annotator has had.
    """
    return session.scalars(
        select(WithdrawnSetClaim.id)
        .where(
            WithdrawnSetClaim.withdrawn_at < at - timedelta(days=BIN_DAYS),
            ~_is_kept(),
        )
        .order_by(WithdrawnSetClaim.id)
        .limit(most)
    ).all()


def has_kept_claims(session: Session, claim_ids: Sequence[int]) -> bool:
    """Return True if one of these claims was withdrawn from a set that keeps it for good."""
    return any(
        session.scalar(
            select(WithdrawnSetClaim.id)
            .where(WithdrawnSetClaim.claim_id.in_(claim_ids[start : start + CHUNK]), _is_kept())
            .limit(1)
        )
        for start in range(0, len(claim_ids), CHUNK)
    )


def _is_kept() -> ColumnElement[bool]:
    """Return the condition that a withdrawn claim is never deleted: it has a reason, or people have
    worked on it.
    """
    given = exists().where(Assignment.set_claim_id == WithdrawnSetClaim.id)
    known = exists().where(KnownAnswer.set_claim_id == WithdrawnSetClaim.id)
    return or_(WithdrawnSetClaim.withdrawal_reason.is_not(None), given, known)
