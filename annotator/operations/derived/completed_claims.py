"""What follows once all have judged a claim: its patterns, disagreements and place in the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, or_, select, update

from annotator.models import Assignment, ClaimSet, SetClaim
from annotator.operations.derived.disagreements import note
from annotator.operations.derived.pattern_counts import recount
from annotator.operations.derived.places import let_in
from annotator.operations.derived.queue import requeue
from annotator.operations.locks import complete_in_turn
from annotator.queries.visibility.completeness import complete, is_known
from annotator.storage.statements import Prepared
from annotator.terms import JUDGED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def refresh(session: Session, *, set_claim_id: int) -> None:
    """Bring up to date what is derived from the judgements of a claim, once all have judged it.

    Claims with a known answer are left out. The subclaims of a split enter the set. Each round is
    compared by itself.
    """
    complete_in_turn(session, set_claim_id)
    _refresh(session, set_claim_id)


def _refresh(session: Session, set_claim_id: int) -> None:
    set_claim = _JUDGED_BY_ALL.rows(session, set_claim_id=set_claim_id).one_or_none()
    if set_claim is None:
        return
    recount(session, set_claim.claim_set_id, SetClaim.id == set_claim_id)
    let_in(session, whole_id=set_claim_id)
    note(
        session,
        claim_set_id=set_claim.claim_set_id,
        set_claim_id=set_claim_id,
        number=set_claim.round,
    )
    requeue(session, set_claim.claim_set_id, SetClaim.id == set_claim_id)


def refresh_set(session: Session, *, claim_set_id: int) -> None:
    """Do the same for every judged claim of a set, after its state or overlap changed.

    Claims that became complete are counted; those that are being judged again are taken out. The
    caller has locked the set, so no one completes a claim beside it.
    """
    recount(session, claim_set_id)
    requeue(session, claim_set_id)
    judged = select(Assignment.set_claim_id).where(
        Assignment.claim_set_id == claim_set_id, Assignment.state.in_(JUDGED)
    )
    in_order = judged.distinct().order_by(Assignment.set_claim_id)
    for set_claim_id in session.scalars(in_order).all():
        _refresh(session, set_claim_id)


def remember_complete(session: Session, claim_set_id: int) -> None:
    """Mark the claims of a set whose judgements or answers reviewers may have read, before they are
    opened for more people.
    """
    judged = exists().where(Assignment.set_claim_id == SetClaim.id, Assignment.state.in_(JUDGED))
    complete_ones = (
        select(SetClaim.id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id, complete(), or_(judged, is_known()))
    )
    session.execute(
        update(SetClaim)
        .where(SetClaim.id.in_(complete_ones), ~SetClaim.was_complete)
        .values(was_complete=True)
        .execution_options(synchronize_session=False)
    )


# Asked at each save.
_JUDGED_BY_ALL = Prepared(
    select(SetClaim.claim_set_id, SetClaim.round)
    .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
    .where(SetClaim.id == bindparam("set_claim_id"), complete(), ~is_known())
)
