"""Spot checks: claims on which all agree, drawn by chance to be looked at all the same."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import SetClaim, SpotCheck
from annotator.operations.audit_log import record
from annotator.operations.derived.queue import requeue
from annotator.operations.locks import lock_set
from annotator.queries.review.spot_checks import drawn_for, to_draw
from annotator.queries.visibility.members import require_reviewer
from annotator.storage.lock_notes import SetLock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def draw(session: Session, *, claim_set_id: int, reviewer_id: int) -> int:
    """Return one more agreed claim for this reviewer to check; returns the id of the claim in the
    set.

    One that they drew before and have not decided on comes first, so that no reviewer draws until
    they like the claim. Raises NotFound when there is no set, or nothing left to draw.
    """
    lock_set(session, claim_set_id, SetLock.REVIEW)
    require_reviewer(session, claim_set_id, reviewer_id)
    waiting = drawn_for(session, claim_set_id, reviewer_id)
    if waiting is not None:
        return waiting
    among = to_draw(claim_set_id, reviewer_id)
    count = session.scalar(select(func.count()).select_from(among.subquery())) or 0
    if not count:
        raise NotFound(
            _("No claim is left to draw: all on which people agree are drawn, or yours.")
        )
    place = secrets.randbelow(count)
    drawn = session.scalars(among.order_by(SetClaim.id).offset(place).limit(1)).one()
    session.add(
        SpotCheck(
            set_claim_id=drawn, claim_set_id=claim_set_id, drawn_by_id=reviewer_id, drawn_at=now()
        )
    )
    session.flush()
    requeue(session, claim_set_id, SetClaim.id == drawn)
    record(
        session,
        Action.SPOT_CHECK_DRAWN,
        f"spot check {drawn}",
        by=reviewer_id,
        claim_set_id=claim_set_id,
        set_claim_id=drawn,
    )
    return drawn
