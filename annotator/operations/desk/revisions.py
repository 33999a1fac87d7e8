"""Revisions: a reopened judgement or skip stands until a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.actions import Action
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import Assignment, SetClaim
from annotator.models.any_claims import AnySetClaim
from annotator.operations.audit_log import record
from annotator.operations.derived.pattern_counts import recount
from annotator.operations.derived.queue import requeue
from annotator.operations.derived.seats import (
    close,
    give_back_lapsed,
    refuse_withdrawn,
    take_seat_again,
)
from annotator.operations.desk.assignments import open_set, own_assignment, skip
from annotator.operations.desk.drafts import lay_aside
from annotator.operations.desk.leases import lease_end
from annotator.operations.locks import hold_set, lock_person
from annotator.queries.desk.feedback import why_it_stands
from annotator.queries.sets.known_answers import answer_is_shown
from annotator.terms import AssignmentState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import ClaimSet
    from annotator.tokens import Token

GIVEN_ON = "You passed this claim on, and as many people as are to judge it have it by now."


class NotUndone(Conflict):
    """The last judgement or skip cannot be reopened; the sentence says why."""

    def __init__(self, why: Conflict, assignment_id: Token) -> None:
        super().__init__(str(why))
        self.assignment_id = assignment_id


def reopen(
    session: Session, *, assignment_id: Token, annotator_id: int, lease_minutes: int
) -> None:
    """Put a claim that the person submitted or skipped back on their desk.

    A judgement stays in force until the next one is submitted. Raises NotFound, Conflict (set
    closed, a reviewer has decided, all seats taken).
    """
    _wait_for_reviewers(session, assignment_id, annotator_id)
    assignment = own_assignment(session, assignment_id, annotator_id)
    claim_set = open_set(session, assignment.claim_set_id)
    before = assignment.state
    if assignment.state is AssignmentState.DONE:
        _check_revisable(session, assignment, claim_set)
        assignment.state = AssignmentState.REOPENED
    elif assignment.state in (AssignmentState.SKIPPED, AssignmentState.LAPSED):
        take_seat_again(session, assignment, gone=GIVEN_ON)
        assignment.state = AssignmentState.ACTIVE
        assignment.decided_at = assignment.decided_number = None
    lease = lease_end(lease_minutes)
    assignment.lease_until = max(assignment.lease_until, lease)
    session.flush()
    recount(session, claim_set.id, SetClaim.id == assignment.set_claim_id)
    requeue(session, claim_set.id, SetClaim.id == assignment.set_claim_id)
    if assignment.state is not before:
        record(
            session,
            Action.JUDGEMENT_REOPENED,
            f"assignment {assignment.token}",
            before={"state": before},
            after={"state": assignment.state},
            by=annotator_id,
            claim_set_id=claim_set.id,
            set_claim_id=assignment.set_claim_id,
        )


def undo(session: Session, *, claim_set_id: int, annotator_id: int, lease_minutes: int) -> Token:
    """Reopen what the person submitted or skipped last in this set; returns its token.

    Done again, it goes further back. Raises NotFound when they have decided on nothing yet,
    NotUndone when `reopen` refuses.
    """
    lock_person(session, annotator_id)
    hold_set(session, claim_set_id)
    give_back_lapsed(session, claim_set_id)
    last = session.scalar(
        select(Assignment.token)
        .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
        .where(
            AnySetClaim.withdrawn_at.is_(None),
            Assignment.claim_set_id == claim_set_id,
            Assignment.annotator_id == annotator_id,
            Assignment.state.in_((AssignmentState.DONE, AssignmentState.SKIPPED)),
        )
        .order_by(Assignment.decided_number.desc())
        .limit(1)
    )
    if last is None:
        raise NotFound(_("There is nothing to undo: you have decided on no claim of this set yet."))
    try:
        reopen(session, assignment_id=last, annotator_id=annotator_id, lease_minutes=lease_minutes)
    except Conflict as why:
        raise NotUndone(why, last) from why
    return last


def leave(session: Session, *, assignment_id: Token, annotator_id: int) -> int:
    """Put a claim that was opened again back as it was, judged or skipped; returns the set's id.

    So an undo is undone.
    """
    assignment = own_assignment(session, assignment_id, annotator_id)
    if assignment.state is AssignmentState.REOPENED:
        lay_aside(session, assignment_id=assignment.id)
        close(session, assignment)
    elif assignment.state is AssignmentState.ACTIVE and assignment.skip_reason is not None:
        skip(
            session,
            assignment_id=assignment_id,
            annotator_id=annotator_id,
            reason=assignment.skip_reason,
        )
    elif assignment.state not in (AssignmentState.DONE, AssignmentState.SKIPPED):
        raise Conflict(_("You have not judged this claim yet. Judge it, or skip it."))
    return assignment.claim_set_id


def _wait_for_reviewers(session: Session, assignment_id: Token, annotator_id: int) -> None:
    """The claim before its assignments, in the order in which a reviewer locks them."""
    lock_person(session, annotator_id)
    theirs = session.execute(
        select(Assignment.claim_set_id, Assignment.set_claim_id).where(
            Assignment.token == assignment_id, Assignment.annotator_id == annotator_id
        )
    ).one_or_none()
    if theirs is not None:
        hold_set(session, theirs.claim_set_id)
        refuse_withdrawn(session.get_one(AnySetClaim, theirs.set_claim_id, with_for_update=True))


def _check_revisable(session: Session, assignment: Assignment, claim_set: ClaimSet) -> None:
    if answer_is_shown(assignment.purpose, shown=claim_set.answers_shown):
        raise Conflict(_("You have seen the right answer to this claim: your judgement stands."))
    if stands := why_it_stands(session, assignment.token):
        raise Conflict(stands)
