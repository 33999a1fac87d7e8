"""Parts: the claims that an annotator split a candidate into, put into the same set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.models import Assignment, Claim, ClaimSet, JudgementPart, SetClaim
from annotator.operations.derived.progress import hold_progress, next_turn
from annotator.operations.derived.seats import give, take_seat
from annotator.terms import KNOWN_PURPOSES, AssignmentState, Replacement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Judgement, Progress


def keep_parts(
    session: Session, *, judgement: Judgement, assignment: Assignment, texts: Sequence[str]
) -> None:
    """Keep the parts of a split, in their order, and give them to whoever split.

    Whoever splits the same claim in the same words gets the same parts. Others are given a part
    once the whole has been judged by all. Of a claim whose answer is known nothing goes into the
    set.
    """
    # One after the other, so that two people who split at once find each other's parts.
    whole = session.get_one(SetClaim, judgement.set_claim_id, with_for_update=True)
    lines = dict.fromkeys(" ".join(text.split()) for text in texts)
    claim_ids = [
        _part(session, whole.claim_id, line, judgement.annotator_id) for line in lines if line
    ]
    session.add_all(
        JudgementPart(judgement_id=judgement.id, position=position, claim_id=claim_id)
        for position, claim_id in enumerate(claim_ids)
    )
    if assignment.purpose not in KNOWN_PURPOSES:
        parts = [_in_set(session, whole, claim_id) for claim_id in claim_ids]
        _give_next(session, assignment, parts)
    session.flush()


def _part(session: Session, whole_id: int, text: str, made_by_id: int) -> int:
    same = session.scalar(
        select(Claim.id).where(
            Claim.replaces_id == whole_id,
            Claim.replacement == Replacement.SPLIT,
            Claim.text == text,
        )
    )
    if same is not None:
        return same
    whole = session.get_one(Claim, whole_id)
    part = Claim(
        text=text,
        kind=whole.kind,
        language=whole.language,
        replaces_id=whole_id,
        replacement=Replacement.SPLIT,
        made_by_id=made_by_id,
        created_at=now(),
    )
    session.add(part)
    session.flush()
    return part.id


def _in_set(session: Session, whole: SetClaim, claim_id: int) -> SetClaim:
    """The part's row in the set, made now if nobody split so before."""
    found = session.scalar(
        select(SetClaim).where(
            SetClaim.claim_set_id == whole.claim_set_id, SetClaim.claim_id == claim_id
        )
    )
    if found is None:
        found = SetClaim(
            claim_set_id=whole.claim_set_id,
            claim_id=claim_id,
            position=-claim_id,
            seats_left=session.get_one(ClaimSet, whole.claim_set_id).overlap,
            waits_for_id=whole.id,
        )
        session.add(found)
        session.flush()
    return found


def _give_next(session: Session, assignment: Assignment, parts: Sequence[SetClaim]) -> None:
    """Reserve the parts for whoever split, in their order, before what was reserved already."""
    claim_set = session.get_one(ClaimSet, assignment.claim_set_id)
    progress = hold_progress(session, claim_set, assignment.annotator_id)
    had = _had_by(session, assignment.annotator_id, parts)
    later = [one for one in _reserved(session, assignment) if one not in had.values()]
    for part in parts:
        found = had.get(part.id)
        if found is not None and found.state is AssignmentState.RESERVED:
            _put_last(progress, found)
        elif part.seats_left > 0 and (found is None or found.state is AssignmentState.LAPSED):
            take_seat(part)
            give(session, claim_set, part, progress, assignment.lease_until)
    for reserved in later:
        _put_last(progress, reserved)


def _had_by(
    session: Session, annotator_id: int, parts: Sequence[SetClaim]
) -> dict[int, Assignment]:
    """The assignments of parts that this person was given before, by the part's id in the set."""
    of_parts = Assignment.set_claim_id.in_([part.id for part in parts])
    given = select(Assignment).where(of_parts, Assignment.annotator_id == annotator_id)
    return {one.set_claim_id: one for one in session.scalars(given.order_by(Assignment.round))}


def _reserved(session: Session, assignment: Assignment) -> Sequence[Assignment]:
    """What is held for this person in the set, in their turn."""
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
