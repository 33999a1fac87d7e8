"""What a set holds of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator.checks.circumstances import Listing, Policy
from annotator.models import ClaimSet, ListedDomain
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


def policy_of(session: Session, claim_set_id: int) -> Policy:
    """Return the policy of a set, its domains in the order of the alphabet."""
    found = _LISTED.rows(session, claim_set_id=claim_set_id).all()
    return Policy(
        factchecks_allowed=found[0].factchecks_allowed,
        listed=tuple(Listing(row.domain, row.kind, row.note) for row in found if row.domain),
    )


def write_domains(listed: Iterable[Listing]) -> str:
    """Return the domains as the lines that people write."""
    return "\n".join(f"{line.domain} {line.kind} {line.note}".rstrip() for line in listed)


# Asked at each save.
_LISTED = Prepared(
    select(ClaimSet.factchecks_allowed, ListedDomain.domain, ListedDomain.kind, ListedDomain.note)
    .outerjoin(ListedDomain, ListedDomain.claim_set_id == ClaimSet.id)
    .where(ClaimSet.id == bindparam("claim_set_id"))
    .order_by(ListedDomain.domain)
)
