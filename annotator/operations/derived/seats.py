"""Seats: how many more people a claim may be given to, taken and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, delete, func, select, update

from annotator.clock import now
from annotator.errors import BadInput, Conflict
from annotator.language import _
from annotator.models import (
    Assignment,
    ClaimSet,
    KnownAnswer,
    NamedAnnotator,
    SecondRound,
    SetClaim,
)
from annotator.models.any_claims import AnySetClaim
from annotator.operations.derived.completed_claims import refresh
from annotator.operations.derived.progress import next_turn
from annotator.operations.derived.structure import ComparedRow, differing, verification
from annotator.queries.derived.claim_histories import claim_histories
from annotator.queries.visibility.members import is_annotator
from annotator.storage.statements import Prepared, PreparedChange
from annotator.terms import KNOWN_PURPOSES, ON_DESK, AssignmentState, Purpose, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.models import Adjudication, Progress
    from annotator.operations.derived.structure import VerifiedRows
    from annotator.queries.derived.histories import ClaimKey


def give(
    session: Session,
    claim_set: ClaimSet,
    set_claim: AnySetClaim,
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
    assignment.turn, assignment.opened_at = next_turn(progress), now()
    assignment.state, assignment.lease_until = AssignmentState.RESERVED, lease_until
    return assignment


def take_seat(set_claim: AnySetClaim) -> None:
    """Take one of the claim's free seats; the database refuses more than there are."""
    set_claim.seats_left -= 1


def take_seat_again(session: Session, assignment: Assignment, *, gone: str) -> None:
    """Give a person a seat again of a claim that they had given back.

    Raises Conflict, with `gone` as its message, when all seats are taken, or are those of a later
    round; and for a withdrawn claim.
    """
    set_claim = session.get_one(AnySetClaim, assignment.set_claim_id, with_for_update=True)
    refuse_withdrawn(set_claim)
    if assignment.purpose in KNOWN_PURPOSES:
        return
    claim_set = session.get_one(ClaimSet, assignment.claim_set_id)
    if not is_for(session, claim_set, assignment):
        raise Conflict(gone)
    if set_claim.seats_left == 0 or set_claim.round != assignment.round:
        raise Conflict(gone)
    take_seat(set_claim)


def refuse_withdrawn(set_claim: AnySetClaim) -> None:
    """Raise Conflict for a claim that an editor has withdrawn from its set."""
    if set_claim.visibility is Visibility.WITHDRAWN:
        raise Conflict(_("An editor has withdrawn this claim from its set."))


def free_seat(session: Session, assignment: Assignment) -> None:
    """Give the seat back to the claim; a known answer needs none, as it goes to everybody."""
    if assignment.purpose in KNOWN_PURPOSES:
        return
    session.execute(
        update(AnySetClaim)
        .where(AnySetClaim.id == assignment.set_claim_id)
        .values(seats_left=AnySetClaim.seats_left + 1, returned=True)
        .execution_options(synchronize_session="fetch")
    )


def close_seats(set_claim: SetClaim) -> None:
    """Keep no seats for a claim whose answer is known: it goes to everybody."""
    set_claim.seats_left = 0


def open_seats(set_claim: SetClaim, seats: int) -> None:
    """Offer seats of a claim; people who have passed its place find it as a returned one."""
    set_claim.seats_left, set_claim.returned = seats, True


def open_round(session: Session, act: Adjudication, set_claim: SetClaim, people: int) -> None:
    """Begin a further round of a claim for the annotators who are left for it."""
    set_claim.round, set_claim.was_complete = set_claim.round + 1, True
    session.add(
        SecondRound(
            adjudication_id=act.id,
            set_claim_id=set_claim.id,
            round=set_claim.round,
            people=people,
        )
    )
    leave_to_all(session, set_claim)
    overlap = session.get_one(ClaimSet, set_claim.claim_set_id).overlap
    open_seats(set_claim, min(overlap, people))
    session.flush()


def change_overlap(session: Session, claim_set: ClaimSet, overlap: int) -> None:
    """Ask more or fewer people for each claim of a set; in a later round as many as were left.

    Raises BadInput when a claim has been given to more people already.
    """
    known = select(KnownAnswer.set_claim_id).where(KnownAnswer.claim_set_id == claim_set.id)
    # Subclaims that wait have seats as well.
    of_set = (AnySetClaim.claim_set_id == claim_set.id, AnySetClaim.id.not_in(known))
    left = AnySetClaim.seats_left + _asked(overlap) - _asked(claim_set.overlap)
    fewest = session.scalar(select(func.min(left)).where(*of_set))
    if fewest is not None and fewest < 0:
        raise BadInput(
            _(
                "Some claims have been given to more people already; the overlap cannot be "
                "lower than %(value)s.",
                value=overlap - fewest,
            ),
            "overlap",
        )
    session.execute(
        update(AnySetClaim)
        .where(*of_set)
        .values(seats_left=left)
        .execution_options(synchronize_session=False)
    )
    claim_set.overlap = overlap
    session.flush()


def _asked(overlap: int) -> ColumnElement[int]:
    """Return how many people are asked for a claim in its round. For statements over
    AnySetClaim.
    """
    people = (
        select(SecondRound.people)
        .where(SecondRound.set_claim_id == AnySetClaim.id, SecondRound.round == AnySetClaim.round)
        .scalar_subquery()
    )
    return case((people < overlap, people), else_=overlap)


def give_back_lapsed(session: Session, claim_set_id: int) -> None:
    """Take claims whose lease ran out off the desks; reopened judgements stay as they were."""
    _take_off(session, _LAPSED.objects(session, claim_set_id=claim_set_id, now=now()).all())


def _take_off(session: Session, assignments: Iterable[Assignment]) -> None:
    for assignment in assignments:
        if assignment.state is AssignmentState.REOPENED:
            close(session, assignment)
        else:
            assignment.state, assignment.skip_reason = AssignmentState.LAPSED, None
            free_seat(session, assignment)
    session.flush()


def give_back_reserved(session: Session, claim_set: ClaimSet) -> None:
    """Take what is only reserved off the desks of people to whom the set gives no claim any more.

    The caller has locked the set.
    """
    reserved = session.scalars(
        select(Assignment)
        .where(
            Assignment.claim_set_id == claim_set.id, Assignment.state == AssignmentState.RESERVED
        )
        .order_by(Assignment.set_claim_id)
        .with_for_update()
    ).all()
    for assignment in reserved:
        if not is_for(session, claim_set, assignment):
            assignment.state = AssignmentState.LAPSED
            free_seat(session, assignment)
    session.flush()


def is_for(session: Session, claim_set: ClaimSet, assignment: Assignment) -> bool:
    """Return True if the set, and its plan for this claim, still give the claim to its holder."""
    annotator_id = assignment.annotator_id
    set_claim = session.get_one(AnySetClaim, assignment.set_claim_id)
    return is_annotator(session, claim_set, annotator_id) and is_named(
        session, set_claim, annotator_id
    )


def is_named(session: Session, set_claim: AnySetClaim, annotator_id: int) -> bool:
    """Return True if a claim is for this person: they are named, or no one is."""
    if not set_claim.named:
        return True
    return session.get(NamedAnnotator, (set_claim.id, annotator_id)) is not None


def name_no_more(session: Session, claim_set_id: int, annotator_id: int) -> None:
    """Leave the claims for which this person was named to all annotators of the set."""
    theirs = session.scalars(
        select(SetClaim)
        .join(NamedAnnotator, NamedAnnotator.set_claim_id == SetClaim.id)
        .where(SetClaim.claim_set_id == claim_set_id, NamedAnnotator.user_id == annotator_id)
        .order_by(SetClaim.id)
    ).all()
    for set_claim in theirs:
        leave_to_all(session, set_claim)


def leave_to_all(session: Session, set_claim: AnySetClaim) -> None:
    """Name no annotators for a claim any more; those who passed it find it as a returned one."""
    if set_claim.named:
        set_claim.named, set_claim.returned = False, True
        session.execute(delete(NamedAnnotator).where(NamedAnnotator.set_claim_id == set_claim.id))


def clear_desk(session: Session, claim_set: ClaimSet, annotator_id: int) -> None:
    """Take all claims of a set off the desk of a person who judges no more.

    What they had opened again stays as they judged it, and claims for which they were named are for
    all. The caller has locked the set.
    """
    name_no_more(session, claim_set.id, annotator_id)
    theirs = session.scalars(
        select(Assignment)
        .where(
            Assignment.claim_set_id == claim_set.id,
            Assignment.annotator_id == annotator_id,
            Assignment.state.in_(ON_DESK),
        )
        .order_by(Assignment.set_claim_id)
        .with_for_update()
    ).all()
    _take_off(session, theirs)


def end_revisions(session: Session, claim_set_id: int) -> None:
    """Let the earlier judgements of a set stand where their annotators had opened them again."""
    reopened = _REOPENED.objects(session, claim_set_id=claim_set_id).all()
    for assignment in reopened:
        close(session, assignment)


def close(session: Session, assignment: Assignment) -> None:
    """Mark the assignment as done, and compare the judgements of its claim again."""
    assignment.state, assignment.skip_reason = AssignmentState.DONE, None
    session.flush()
    refresh(session, set_claim_id=assignment.set_claim_id)


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the free seats of a set's claims with who was given them."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Set the free seats of a set's claims by who was given them."""
    for rows in differing(_compared(session, claim_set_id)):
        # People who have passed the claim find it as a returned one.
        _SET_SEATS.apply(
            session,
            [
                {"claim": row.key.set_claim_id, "seats": row.right, "back": bool(row.right)}
                for row in rows
            ],
        )


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[ClaimKey, int]]:
    for histories in claim_histories(session, claim_set_id):
        for one in histories:
            yield ComparedRow(one.claim.key, one.claim.seats_left, one.seats_left)


# Asked at each save.
_OF_CLAIM = Prepared(
    select(Assignment).where(
        Assignment.set_claim_id == bindparam("set_claim_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
        Assignment.round == bindparam("round"),
    )
)
_SET_SEATS = PreparedChange(
    update(AnySetClaim.__table__)  # type: ignore[arg-type]
    .where(AnySetClaim.id == bindparam("claim"))
    .values(
        seats_left=bindparam("seats"),
        returned=case((bindparam("back"), True), else_=AnySetClaim.returned),
    )
)
_REOPENED = Prepared(
    select(Assignment)
    .where(
        Assignment.claim_set_id == bindparam("claim_set_id"),
        Assignment.state == AssignmentState.REOPENED,
    )
    .order_by(Assignment.set_claim_id)
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
