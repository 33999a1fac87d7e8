"""What editors plan for claims of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Claim, NamedAnnotator, SetClaim
from annotator.shared_settings import ClaimPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def plan(session: Session, set_claim_id: int) -> ClaimPlan:
    """Return what is planned for one claim of a set. Raises NotFound."""
    found = plans(session, [set_claim_id])
    if set_claim_id not in found:
        raise NotFound(_("There is no such claim in a set."))
    return found[set_claim_id]


def planned_claim(session: Session, set_claim_id: int) -> tuple[int, str]:
    """Return the set of a claim, and its text. Raises NotFound."""
    row = session.execute(
        select(SetClaim.claim_set_id, Claim.text)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .where(SetClaim.id == set_claim_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such claim in a set."))
    return row.claim_set_id, row.text


def plans(session: Session, set_claim_ids: Sequence[int]) -> dict[int, ClaimPlan]:
    """Return what is planned for claims of sets."""
    names: dict[int, set[int]] = {}
    named = select(NamedAnnotator.set_claim_id, NamedAnnotator.user_id)
    for row in session.execute(named.where(NamedAnnotator.set_claim_id.in_(set_claim_ids))):
        names.setdefault(row.set_claim_id, set()).add(row.user_id)
    rows = session.execute(
        select(SetClaim.id, SetClaim.put_first, SetClaim.due_on).where(
            SetClaim.id.in_(set_claim_ids)
        )
    )
    return {
        row.id: ClaimPlan(row.put_first, row.due_on, frozenset(names.get(row.id, ())))
        for row in rows
    }
