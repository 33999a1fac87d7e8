"""Assignments: who is given which claim, never more people than the overlap."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.models import Assignment, ClaimSet, SetClaim, User
from annotator.queries.worklist import not_touched_by
from annotator.terms import AssignmentState, Purpose, SetState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.terms import SkipReason


def next_assignment(
    session: Session, *, claim_set_id: int, annotator_id: int, lease_minutes: int
) -> int | None:
    """The id of the annotator's assignment in this set: the open one, else the next claim.

    None when nothing is left for them. Claims whose lease ran out go back to the queue first.
    Raises Conflict when the set is closed.
    """
    claim_set = session.get(ClaimSet, claim_set_id)
    if claim_set is None:
        raise NotFound("There is no such claim set.")
    if claim_set.state is SetState.CLOSED:
        raise Conflict(f"The set “{claim_set.name}” is closed: it takes no more judgements.")
    # One person's tabs ask one after the other.
    session.get_one(User, annotator_id, with_for_update={"key_share": True})
    _give_back_lapsed(session, claim_set_id)
    lease = now() + timedelta(minutes=lease_minutes)
    held = session.scalar(
        select(Assignment)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.annotator_id == annotator_id,
            Assignment.state == AssignmentState.ACTIVE,
        )
        .order_by(Assignment.id)
        .limit(1)
    )
    if held is not None:
        held.lease_until = lease
        session.flush()
        return held.id
    set_claim = _next_claim(session, claim_set, annotator_id)
    if set_claim is None:
        return None
    return _give(session, claim_set, set_claim, annotator_id, lease)


def assign(session: Session, *, set_claim_id: int, annotator_id: int, lease_minutes: int) -> int:
    """Give a certain claim to a person and return the assignment's id.

    Raises Conflict when as many people as the overlap allows have it.
    """
    set_claim = session.get_one(SetClaim, set_claim_id, with_for_update=True)
    if set_claim.seats_left == 0:
        raise Conflict("This claim has been given to enough people already.")
    claim_set = session.get_one(ClaimSet, set_claim.claim_set_id)
    lease = now() + timedelta(minutes=lease_minutes)
    return _give(session, claim_set, set_claim, annotator_id, lease)


def skip(session: Session, *, assignment_id: int, annotator_id: int, reason: SkipReason) -> int:
    """Pass the claim on to somebody else; returns the claim set's id."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    if assignment.state is AssignmentState.ACTIVE:
        _free_seat(session, assignment.set_claim_id)
    elif assignment.state is not AssignmentState.LAPSED:
        raise Conflict("You have finished with this claim already.")
    assignment.state, assignment.skip_reason = AssignmentState.SKIPPED, reason
    session.flush()
    return assignment.claim_set_id


def own_assignment(session: Session, assignment_id: int, annotator_id: int) -> Assignment:
    """The assignment, locked. Raises NotFound when it is not this person's."""
    assignment = session.get(Assignment, assignment_id, with_for_update=True)
    if assignment is None or assignment.annotator_id != annotator_id:
        raise NotFound("This claim is not on your desk.")
    return assignment


def take_seat_again(session: Session, assignment: Assignment) -> None:
    """Let somebody whose lease ran out go on, as long as nobody else has taken the claim.

    Raises Conflict when all seats are taken.
    """
    set_claim = session.get_one(SetClaim, assignment.set_claim_id, with_for_update=True)
    if set_claim.seats_left == 0:
        raise Conflict(
            "This claim was taken back by the queue and given to somebody else."
            " Your text is kept on this page; copy what you need."
        )
    set_claim.seats_left -= 1
    assignment.state = AssignmentState.ACTIVE


def _give_back_lapsed(session: Session, claim_set_id: int) -> None:
    lapsed = session.scalars(
        select(Assignment)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.state == AssignmentState.ACTIVE,
            Assignment.lease_until < now(),
        )
        .with_for_update(skip_locked=True)
    )
    for assignment in lapsed:
        assignment.state = AssignmentState.LAPSED
        _free_seat(session, assignment.set_claim_id)
    session.flush()


def _free_seat(session: Session, set_claim_id: int) -> None:
    session.execute(
        update(SetClaim)
        .where(SetClaim.id == set_claim_id)
        .values(seats_left=SetClaim.seats_left + 1)
        .execution_options(synchronize_session="fetch")
    )


def _next_claim(session: Session, claim_set: ClaimSet, annotator_id: int) -> SetClaim | None:
    untouched = not_touched_by(annotator_id, claim_set.round)
    following = (
        select(SetClaim)
        .where(SetClaim.claim_set_id == claim_set.id, SetClaim.seats_left > 0, untouched)
        .order_by(SetClaim.position)
        .limit(1)
    )
    # One that nobody else is being given; and only when there is none, one to wait for.
    return session.scalar(following.with_for_update(skip_locked=True)) or session.scalar(
        following.with_for_update()
    )


def _give(
    session: Session,
    claim_set: ClaimSet,
    set_claim: SetClaim,
    annotator_id: int,
    lease_until: datetime,
) -> int:
    """Take a seat of the claim for this person: a new assignment, or their own that had lapsed."""
    assignment = session.scalar(
        select(Assignment).where(
            Assignment.set_claim_id == set_claim.id,
            Assignment.annotator_id == annotator_id,
            Assignment.round == claim_set.round,
        )
    )
    if assignment is None:
        assignment = Assignment(
            claim_set_id=claim_set.id,
            set_claim_id=set_claim.id,
            annotator_id=annotator_id,
            round=claim_set.round,
            purpose=Purpose.OVERLAP if claim_set.overlap > 1 else Purpose.NORMAL,
            opened_at=now(),
        )
        session.add(assignment)
    set_claim.seats_left -= 1
    assignment.state, assignment.lease_until = AssignmentState.ACTIVE, lease_until
    session.flush()
    return assignment.id
