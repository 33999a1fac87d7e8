"""Subclaims: the claims that an annotator split a candidate into, put into the same set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.models import Assignment, ClaimSet, JudgementSubclaim
from annotator.models.any_claims import AnyClaim, AnySetClaim, WaitingSetClaim, WaitingSubclaim
from annotator.operations.derived.progress import hold_progress, next_turn
from annotator.operations.derived.seats import give, take_seat
from annotator.queries.visibility.members import is_annotator
from annotator.terms import KNOWN_PURPOSES, AssignmentState, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Judgement, Progress

SHORTEST_LEASE = timedelta(minutes=5)


def keep_subclaims(
    session: Session, *, judgement: Judgement, assignment: Assignment, texts: Sequence[str]
) -> None:
    """Keep the subclaims of a split, in their order, and give them to the annotator

    who split. A second split in the same words gets the same subclaims. Others are given one
    once the whole has been judged by all. Of a claim whose answer is known nothing goes into the
    set.
    """
    # One after the other, so that two people who split at once find each other's subclaims.
    whole = session.get_one(AnySetClaim, judgement.set_claim_id, with_for_update=True)
    lines = dict.fromkeys(" ".join(text.split()) for text in texts)
    claim_ids = [
        _subclaim(session, whole.claim_id, line, judgement.annotator_id) for line in lines if line
    ]
    session.add_all(
        JudgementSubclaim(judgement_id=judgement.id, position=position, claim_id=claim_id)
        for position, claim_id in enumerate(claim_ids)
    )
    if assignment.purpose not in KNOWN_PURPOSES:
        subclaims = [_in_set(session, whole, claim_id) for claim_id in claim_ids]
        _give_next(session, assignment, subclaims)
    session.flush()


def _subclaim(session: Session, whole_id: int, text: str, made_by_id: int) -> int:
    same = session.scalar(
        select(AnyClaim.id).where(
            AnyClaim.replaces_id == whole_id,
            AnyClaim.visibility != Visibility.PRIVATE,
            AnyClaim.text == text,
        )
    )
    if same is not None:
        return same
    whole = session.get_one(AnyClaim, whole_id)
    subclaim = WaitingSubclaim(
        text=text,
        kind=whole.kind,
        language=whole.language,
        replaces_id=whole_id,
        made_by_id=made_by_id,
        created_at=now(),
    )
    session.add(subclaim)
    session.flush()
    return subclaim.id


def _in_set(session: Session, whole: AnySetClaim, claim_id: int) -> AnySetClaim:
    """Return the subclaim's row in the set, made now if no one split so before."""
    found = session.scalar(
        select(AnySetClaim).where(
            AnySetClaim.claim_set_id == whole.claim_set_id, AnySetClaim.claim_id == claim_id
        )
    )
    if found is None:
        found = WaitingSetClaim(
            claim_set_id=whole.claim_set_id,
            claim_id=claim_id,
            seats_left=session.get_one(ClaimSet, whole.claim_set_id).overlap,
            split_from_id=whole.id,
        )
        session.add(found)
        session.flush()
    return found


def _give_next(session: Session, assignment: Assignment, subclaims: Sequence[AnySetClaim]) -> None:
    """Reserve the subclaims for the annotator who split, in their order, before what was reserved
    already.
    """
    claim_set = session.get_one(ClaimSet, assignment.claim_set_id)
    progress = hold_progress(session, claim_set, assignment.annotator_id)
    had = _had_by(session, assignment.annotator_id, subclaims)
    later = [one for one in _reserved(session, assignment) if one not in had.values()]
    may = is_annotator(session, claim_set, assignment.annotator_id)
    # The lease of the whole may have ended without another annotator asking for the claim.
    lease = max(assignment.lease_until, now() + SHORTEST_LEASE)
    for subclaim in subclaims:
        found = had.get(subclaim.id)
        if found is not None and found.state is AssignmentState.RESERVED:
            _put_last(progress, found)
        elif (
            may
            and subclaim.seats_left > 0
            and (found is None or found.state is AssignmentState.LAPSED)
        ):
            take_seat(subclaim)
            give(session, claim_set, subclaim, progress, lease)
    for reserved in later:
        _put_last(progress, reserved)


def _had_by(
    session: Session, annotator_id: int, subclaims: Sequence[AnySetClaim]
) -> dict[int, Assignment]:
    """Return what this person was given of these before, by the subclaim's id in the set."""
    of_them = Assignment.set_claim_id.in_([subclaim.id for subclaim in subclaims])
    given = select(Assignment).where(of_them, Assignment.annotator_id == annotator_id)
    return {one.set_claim_id: one for one in session.scalars(given.order_by(Assignment.round))}


def _reserved(session: Session, assignment: Assignment) -> Sequence[Assignment]:
    """Return what is held for this person in the set, in their turn."""
    return session.scalars(
        select(Assignment)
        .where(
            Assignment.claim_set_id == assignment.claim_set_id,
            Assignment.annotator_id == assignment.annotator_id,
            Assignment.state == AssignmentState.RESERVED,
        )
        .order_by(Assignment.turn)
    ).all()


def _put_last(progress: Progress, assignment: Assignment) -> None:
    assignment.turn = next_turn(progress)
