"""Withdrawals of claims from sets: out of worklist, queue and figures, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import Assignment, Claim, ClaimSet, KnownAnswer, SetClaim
from annotator.models.any_claims import WithdrawnSetClaim
from annotator.operations.audit_log import actor, record
from annotator.operations.derived import places
from annotator.operations.derived.completed_claims import refresh
from annotator.operations.derived.pattern_counts import recount, uncount
from annotator.operations.derived.progress import count_claims
from annotator.operations.derived.queue import leave_queue, requeue
from annotator.operations.derived.seats import close, free_seat
from annotator.operations.locks import lock_set
from annotator.queries.visibility.blindness import judges_in_set
from annotator.storage.lock_notes import SetLock
from annotator.terms import ON_DESK, AssignmentState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

#: Both databases limit the values of one statement.
CHUNK = 500


def withdraw_claims(
    session: Session, *, claim_set_id: int, claim_ids: Sequence[int], reason: str = ""
) -> int:
    """Take claims out of a set, with all that was judged of them, and return how many.

    They leave desks, queue, figures and later exports; judgements, decisions, the audit log and
    earlier releases stay. Without a reason they lie in the bin for 30 days. Raises NotFound, and
    BadInput for a missing reason: where an annotator has had one of them, or where that must not be
    told to a person who judges in the set.
    """
    lock_set(session, claim_set_id, SetLock.CLAIMS)
    said, count = one_line(reason), 0
    for start in range(0, len(claim_ids), CHUNK):
        found = session.scalars(
            select(SetClaim)
            .where(
                SetClaim.claim_set_id == claim_set_id,
                SetClaim.claim_id.in_(claim_ids[start : start + CHUNK]),
            )
            # The last first: then it is seldom that another claim has to fill a place.
            .order_by(SetClaim.position.desc())
            .with_for_update()
        ).all()
        if not said:
            _refuse_without_reason(session, claim_set_id, [one.id for one in found])
        _withdraw(session, claim_set_id, found, said)
        count += len(found)
    if not count:
        raise NotFound(_("These claims are not in the set."))
    return count


def restore_claim(session: Session, *, set_claim_id: int) -> None:
    """Put a withdrawn claim back into its set, with all that was judged of it.

    Raises NotFound, and Conflict while its document is withdrawn.
    """
    withdrawn = _locked(session, set_claim_id)
    claim_set_id, claim_id = withdrawn.claim_set_id, withdrawn.claim_id
    if session.get(Claim, claim_id) is None:
        raise Conflict(_("The document of this claim is withdrawn. Restore the document first."))
    places.put_back(session, withdrawn)
    count_claims(session, [set_claim_id], by=1)
    recount(session, claim_set_id, SetClaim.id == set_claim_id)
    requeue(session, claim_set_id, SetClaim.id == set_claim_id)
    # The set may have been closed since, or its overlap changed.
    refresh(session, set_claim_id=set_claim_id)
    record(session, Action.CLAIM_RESTORED, f"claim {claim_id}", claim_set_id=claim_set_id)


def delete_claim(session: Session, *, set_claim_id: int) -> None:
    """Delete a withdrawn claim from its set, which no annotator has had; its document keeps it.

    Raises NotFound.
    """
    withdrawn = _locked(session, set_claim_id)
    claim_set_id, claim_id = withdrawn.claim_set_id, withdrawn.claim_id
    session.execute(delete(WithdrawnSetClaim).where(WithdrawnSetClaim.id == set_claim_id))
    record(session, Action.CLAIM_REMOVED, f"claim {claim_id}", claim_set_id=claim_set_id)


def _locked(session: Session, set_claim_id: int) -> WithdrawnSetClaim:
    found = session.get(WithdrawnSetClaim, set_claim_id)
    if found is not None:
        lock_set(session, found.claim_set_id, SetLock.CLAIMS)
        found = session.get(
            WithdrawnSetClaim, set_claim_id, with_for_update=True, populate_existing=True
        )
    if found is None:
        raise NotFound(_("This claim is not in the bin."))
    return found


def _refuse_without_reason(
    session: Session, claim_set_id: int, set_claim_ids: Sequence[int]
) -> None:
    """Raise BadInput where a reason is needed.

    A person who judges in the set is always asked: they must not learn what others have begun.
    """
    who = actor(session)
    given = exists().where(Assignment.set_claim_id.in_(set_claim_ids))
    known = exists().where(KnownAnswer.set_claim_id.in_(set_claim_ids))
    asked = given | known
    if who is not None:
        asked |= exists().where(ClaimSet.id == claim_set_id, judges_in_set(who))
    if session.scalar(select(asked)):
        raise BadInput(
            _("Enter a reason. It stays with the claims, whose judgements are kept."), "reason"
        )


def _withdraw(session: Session, claim_set_id: int, found: Sequence[SetClaim], reason: str) -> None:
    ids = [one.id for one in found]
    _take_off_desks(session, ids)
    uncount(session, claim_set_id, SetClaim.id.in_(ids))
    leave_queue(session, ids)
    count_claims(session, ids, by=-1)
    at, who, said = now(), actor(session), reason or None
    for one in found:
        claim_id = one.claim_id
        columns = {"withdrawn_at": at, "withdrawn_by_id": who, "withdrawal_reason": said}
        places.withdraw(session, one, **columns)
        after = {"reason": said} if said else None
        subject = f"claim {claim_id}"
        record(session, Action.CLAIM_WITHDRAWN, subject, after=after, claim_set_id=claim_set_id)


def _take_off_desks(session: Session, set_claim_ids: Sequence[int]) -> None:
    """End the work on claims: a draft waits with its assignment, an earlier judgement stands."""
    held = select(Assignment).where(
        Assignment.set_claim_id.in_(set_claim_ids), Assignment.state.in_(ON_DESK)
    )
    for assignment in session.scalars(held.order_by(Assignment.set_claim_id)).all():
        if assignment.state is AssignmentState.REOPENED:
            close(session, assignment)
        else:
            assignment.state, assignment.skip_reason = AssignmentState.LAPSED, None
            free_seat(session, assignment)
    session.flush()
