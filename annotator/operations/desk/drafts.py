"""Drafts: what an annotator has begun is kept with every save, and never overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator import drafts
from annotator.clock import now
from annotator.errors import Conflict
from annotator.models import Assignment, Draft
from annotator.operations.derived.seats import take_seat_again
from annotator.operations.desk.assignments import own_assignment
from annotator.operations.desk.leases import lease_end
from annotator.queries.desk.drafts import kept
from annotator.terms import AssignmentState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.drafts import DraftInput, DraftRecord, Fields
    from annotator.tokens import Token

FINISHED = (AssignmentState.DONE, AssignmentState.SKIPPED)


class Stale(Conflict):
    """The draft was changed in another window since this one read it; both texts are here."""

    def __init__(self, mine: Fields, other: DraftRecord) -> None:
        super().__init__(
            "This claim was changed in another window since you opened it here."
            " Neither text is lost: choose which one to go on with."
        )
        self.mine, self.other = mine, other


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save; `lease_until` is None when the queue took the claim back."""

    draft: DraftRecord
    lease_until: datetime | None


def save_draft(
    session: Session,
    *,
    assignment_id: Token,
    annotator_id: int,
    given: DraftInput,
    lease_minutes: int,
) -> Saved | None:
    """Keep a draft and renew the claim's lease; None when the claim is judged or skipped.

    Raises Stale when another window has saved another text, NotFound when it is not theirs.
    """
    assignment = own_assignment(session, assignment_id, annotator_id)
    if assignment.state in FINISHED:
        return None
    row = session.get(Draft, assignment.id)
    if row is None:
        row = Draft(assignment_id=assignment.id, version=0)
        session.add(row)
    else:
        refuse_stale(row, given)
    if row.version == 0 or row.save != given.save:
        _write(row, given.fields, given.save)
    elif not drafts.same(given.fields, drafts.read(row.fields)):
        # A save of this name has kept another text.
        raise Stale(given.fields, kept(row))
    lease_until = _renewed(session, assignment, lease_minutes)
    session.flush()
    return Saved(kept(row), lease_until)


def refuse_stale(row: Draft, given: DraftInput) -> None:
    """Raise Stale when this text neither follows nor repeats the draft that is kept."""
    if given.version == row.version:
        return
    if row.save in (given.save, *given.unanswered):
        return
    stored = kept(row)
    if not drafts.same(given.fields, stored.fields):
        raise Stale(given.fields, stored)


def settle(session: Session, row: Draft) -> None:
    """Let a draft go whose judgement is kept; what was removed from it can still be restored."""
    removed = drafts.only_removed(drafts.read(row.fields))
    if removed:
        row.fields = drafts.written(removed)
    else:
        session.delete(row)
    session.flush()


def lay_aside(session: Session, *, assignment_id: int) -> None:
    """Take all that a draft says out of it, to be restored: its claim is left as it was."""
    row = session.get(Draft, assignment_id)
    if row is not None:
        _write(row, drafts.start_over(drafts.read(row.fields), now()), row.save)
        session.flush()


def tidy(session: Session, *, assignment_id: int, at: datetime) -> None:
    """Forget what was removed from a draft, or skipped with it, longer ago than it is kept for."""
    row = session.get(Draft, assignment_id, with_for_update=True)
    if row is None or row.tidy_at > at:
        return
    fields = drafts.forget(drafts.read(row.fields), at - drafts.KEPT_FOR)
    state = session.get_one(Assignment, assignment_id).state
    if state in FINISHED and not drafts.removed(fields):
        session.delete(row)
    else:
        row.fields, row.tidy_at = drafts.written(fields), _tidy_at(fields, at)
    session.flush()


def _write(row: Draft, fields: Fields, save: str) -> None:
    row.version, row.save, row.saved_at = row.version + 1, save, now()
    row.fields, row.tidy_at = drafts.written(fields), _tidy_at(fields, row.saved_at)


def _tidy_at(fields: Fields, at: datetime) -> datetime:
    return min([at, *(entry.at for entry in drafts.removed(fields))]) + drafts.KEPT_FOR


def _renewed(session: Session, assignment: Assignment, lease_minutes: int) -> datetime | None:
    """Return the new end of the lease; a text is kept also when another annotator has the claim
    now.
    """
    if assignment.state is AssignmentState.LAPSED:
        try:
            take_seat_again(session, assignment, gone="")
        except Conflict:
            return None
        assignment.state = AssignmentState.ACTIVE
    # What a reviewer sent back is theirs for longer than a lease.
    renewed = lease_end(lease_minutes)
    assignment.lease_until = max(assignment.lease_until, renewed)
    return assignment.lease_until
