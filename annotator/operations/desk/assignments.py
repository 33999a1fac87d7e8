"""Assignments: who is given which claim, never more people than the overlap."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import Conflict, NotFound, Refused
from annotator.language import _, lazy
from annotator.models import Assignment, ClaimSet, SetClaim
from annotator.operations.audit_log import record
from annotator.operations.derived.progress import hold_progress
from annotator.operations.derived.seats import (
    free_seat,
    give,
    give_back_lapsed,
    is_named,
    take_seat,
)
from annotator.operations.desk.leases import lease_end
from annotator.operations.desk.reservations import reserve, wait_for_one
from annotator.operations.locks import hold_set, hold_set_of, lock_person
from annotator.queries.visibility.members import is_annotator
from annotator.storage.statements import Prepared
from annotator.terms import ON_DESK, AssignmentState, SetState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.terms import SkipReason
    from annotator.tokens import Token

NO_MEMBER = lazy(
    "You are not an annotator of this set. An editor can add you on its page “Members”."
)
#: How many claims are held for a person beside the one that they are judging.
AHEAD = 5


def take_next(
    session: Session, *, claim_set_id: int, annotator_id: int, lease_minutes: int
) -> Token | None:
    """Return the token of the assignment that comes next: what is open on their desk, else the next
    claim.

    The AHEAD claims after it are reserved. None when nothing is left for them. Claims whose lease
    ran out go back to the queue first. Raises NotFound, Conflict when the set is closed.
    """
    lock_person(session, annotator_id)
    claim_set = open_set(session, claim_set_id)
    give_back_lapsed(session, claim_set_id)
    lease = lease_end(lease_minutes)
    held = _on_desk(session, claim_set_id, annotator_id)
    opened = [found for found in held if found.state is not AssignmentState.RESERVED]
    progress = hold_progress(session, claim_set, annotator_id)
    missing = AHEAD + 1 - (len(held) - len(opened)) - bool(opened)
    if is_annotator(session, claim_set, annotator_id):
        held += reserve(session, claim_set, progress, most=missing, lease_until=lease)
        held = held or wait_for_one(session, claim_set, progress, lease_until=lease)
    elif not held:
        raise Refused(str(NO_MEMBER))
    if not held:
        return None
    present = opened[0] if opened else held[0]
    if present.state is AssignmentState.RESERVED:
        present.state, present.opened_at = AssignmentState.ACTIVE, now()
    # What a reviewer sent back is theirs for longer.
    present.lease_until = max(present.lease_until, lease)
    _prolong(held, lease_minutes)
    session.flush()
    return present.token


def assign(session: Session, *, set_claim_id: int, annotator_id: int, lease_minutes: int) -> Token:
    """Give a certain claim to a person and return the assignment's token.

    Raises Conflict when as many people as the overlap allows have it.
    """
    lock_person(session, annotator_id)
    set_claim = session.get_one(SetClaim, set_claim_id, with_for_update=True)
    if set_claim.seats_left == 0:
        raise Conflict(_("This claim has been given to enough people already."))
    claim_set = session.get_one(ClaimSet, set_claim.claim_set_id)
    named = is_named(session, set_claim, annotator_id)
    if not named or not is_annotator(session, claim_set, annotator_id):
        raise Refused(str(NO_MEMBER))
    progress = hold_progress(session, claim_set, annotator_id)
    lease = lease_end(lease_minutes)
    take_seat(set_claim)
    assignment = give(session, claim_set, set_claim, progress, lease)
    assignment.state = AssignmentState.ACTIVE
    session.flush()
    return assignment.token


def skip(session: Session, *, assignment_id: Token, annotator_id: int, reason: SkipReason) -> int:
    """Pass the claim on to another annotator; return the claim set's id."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    if assignment.state is AssignmentState.REOPENED:
        raise Conflict(
            _("You have judged this claim. Change your judgement, or leave it as it was.")
        )
    if assignment.state in ON_DESK:
        free_seat(session, assignment)
    elif assignment.state is not AssignmentState.LAPSED:
        raise Conflict(_("You have finished with this claim already."))
    assignment.state, assignment.skip_reason = AssignmentState.SKIPPED, reason
    mark_decided(session, assignment, now())
    session.flush()
    record(
        session,
        Action.CLAIM_SKIPPED,
        f"assignment {assignment.token}",
        after={"reason": reason},
        by=annotator_id,
        claim_set_id=assignment.claim_set_id,
        set_claim_id=assignment.set_claim_id,
    )
    return assignment.claim_set_id


def mark_decided(session: Session, assignment: Assignment, at: datetime) -> None:
    """Note that a person is done with a claim, as their last in this set: a clock may be set back,
    so times do not tell.
    """
    whose = {"claim_set_id": assignment.claim_set_id, "annotator_id": assignment.annotator_id}
    assignment.decided_at = at
    assignment.decided_number = (_LAST_DECIDED.rows(session, **whose).scalar() or 0) + 1


def own_assignment(session: Session, assignment_id: Token, annotator_id: int) -> Assignment:
    """Return the assignment, locked. Raises NotFound when it is not this person's."""
    lock_person(session, annotator_id)
    # The set before its rows: changes of its rules lock in the same order.
    if hold_set_of(session, assignment_id, annotator_id) is None:
        raise NotFound(_("This claim is not on your desk."))
    return _THEIRS.objects(session, assignment_id=assignment_id).one()


def open_set(session: Session, claim_set_id: int) -> ClaimSet:
    """Return the set, held so that its rules do not change. Raises NotFound, Conflict."""
    claim_set = hold_set(session, claim_set_id)
    if claim_set is None:
        raise NotFound(_("There is no such claim set."))
    if claim_set.state is SetState.CLOSED:
        raise Conflict(
            _("The set “%(name)s” is closed: it takes no more judgements.", name=claim_set.name)
        )
    return claim_set


def _on_desk(session: Session, claim_set_id: int, annotator_id: int) -> list[Assignment]:
    whose = {"claim_set_id": claim_set_id, "annotator_id": annotator_id}
    return list(_ON_DESK.objects(session, **whose))


def _prolong(held: Sequence[Assignment], lease_minutes: int) -> None:
    """An annotator who works keeps what is reserved; written once in half a lease, not at each
    claim.
    """
    half_of_it = timedelta(minutes=lease_minutes) / 2
    for assignment in held:
        if assignment.lease_until < now() + half_of_it:
            assignment.lease_until = lease_end(lease_minutes)


# Asked at each save.
_LAST_DECIDED = Prepared(
    select(func.max(Assignment.decided_number)).where(
        Assignment.claim_set_id == bindparam("claim_set_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
    )
)
_THEIRS = Prepared(
    select(Assignment)
    .where(Assignment.token == bindparam("assignment_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_ON_DESK = Prepared(
    select(Assignment)
    .where(
        Assignment.claim_set_id == bindparam("claim_set_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
        Assignment.state.in_(ON_DESK),
    )
    .order_by(Assignment.turn)
    .with_for_update()
    .execution_options(populate_existing=True)
)
