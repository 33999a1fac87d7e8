"""Seats: how many more people a claim may be given to, taken and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from annotator.clock import now
from annotator.errors import Conflict
from annotator.models import Assignment, SetClaim
from annotator.operations.derived.disagreements import refresh
from annotator.storage.statements import Prepared
from annotator.terms import KNOWN_PURPOSES, ON_DESK, AssignmentState, Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.models import ClaimSet, Progress


def give(
    session: Session,
    claim_set: ClaimSet,
    set_claim: SetClaim,
    progress: Progress,
    lease_until: datetime,
    purpose: Purpose | None = None,
) -> Assignment:
    """Reserve the claim for this person: a new assignment, or their own that had lapsed.

    The seat is the caller's to take; a `purpose` is named for a claim with a known answer.
    """
    whose = {"annotator_id": progress.annotator_id, "round": set_claim.round}
    assignment = _OF_CLAIM.objects(session, set_claim_id=set_claim.id, **whose).first()
    if assignment is None:
        assignment = Assignment(
            claim_set_id=claim_set.id,
            set_claim_id=set_claim.id,
            annotator_id=progress.annotator_id,
            round=set_claim.round,
        )
        session.add(assignment)
    assignment.purpose = purpose or (Purpose.OVERLAP if claim_set.overlap > 1 else Purpose.NORMAL)
    progress.turns += 1
    assignment.turn, assignment.opened_at = progress.turns, now()
    assignment.state, assignment.lease_until = AssignmentState.RESERVED, lease_until
    return assignment


def take_seat_again(session: Session, assignment: Assignment, *, gone: str) -> None:
    """Give somebody a seat of a claim that they had given back.

    Raises Conflict, with `gone` as its message, when all seats are taken, or are those of a later
    round.
    """
    if assignment.purpose in KNOWN_PURPOSES:
        return
    set_claim = session.get_one(SetClaim, assignment.set_claim_id, with_for_update=True)
    if set_claim.seats_left == 0 or set_claim.round != assignment.round:
        raise Conflict(gone)
    set_claim.seats_left -= 1


def free_seat(session: Session, assignment: Assignment) -> None:
    """Let the claim go to somebody else; one with a known answer goes to everybody anyway."""
    if assignment.purpose in KNOWN_PURPOSES:
        return
    session.execute(
        update(SetClaim)
        .where(SetClaim.id == assignment.set_claim_id)
        .values(seats_left=SetClaim.seats_left + 1, returned=True)
        .execution_options(synchronize_session="fetch")
    )


def give_back_lapsed(session: Session, claim_set_id: int) -> None:
    """Take what was kept past its lease off the desks; a judgement that was reopened stands."""
    lapsed = _LAPSED.objects(session, claim_set_id=claim_set_id, now=now())
    for assignment in lapsed.all():
        if assignment.state is AssignmentState.REOPENED:
            close(session, assignment)
        else:
            assignment.state, assignment.skip_reason = AssignmentState.LAPSED, None
            free_seat(session, assignment)
    session.flush()


def close(session: Session, assignment: Assignment) -> None:
    """The person is done with the claim: what the judgements differ in is looked at anew."""
    assignment.state, assignment.skip_reason = AssignmentState.DONE, None
    session.flush()
    refresh(session, set_claim_id=assignment.set_claim_id)


# Asked at each save.
_OF_CLAIM = Prepared(
    select(Assignment).where(
        Assignment.set_claim_id == bindparam("set_claim_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
        Assignment.round == bindparam("round"),
    )
)
_LAPSED = Prepared(
    select(Assignment)
    .where(
        Assignment.claim_set_id == bindparam("claim_set_id"),
        Assignment.state.in_(ON_DESK),
        Assignment.lease_until < bindparam("now"),
    )
    # All take the claims in one order, so that no two wait for one another.
    .order_by(Assignment.set_claim_id)
    .with_for_update(skip_locked=True)
)
