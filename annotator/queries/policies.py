"""What a set holds of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.checks.circumstances import Listing, Policy
from annotator.models import ClaimSet, ListedDomain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def policy_of(session: Session, claim_set_id: int) -> Policy:
    """The policy of a set, its domains in the order of the alphabet."""
    rows = session.execute(
        select(ListedDomain.domain, ListedDomain.kind, ListedDomain.note)
        .where(ListedDomain.claim_set_id == claim_set_id)
        .order_by(ListedDomain.domain)
    )
    allowed = select(ClaimSet.factchecks_allowed).where(ClaimSet.id == claim_set_id)
    return Policy(
        factchecks_allowed=bool(session.scalar(allowed)),
        listed=tuple(Listing(row.domain, row.kind, row.note) for row in rows),
    )
