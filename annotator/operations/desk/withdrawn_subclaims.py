"""Withdrawn subclaims: those that a split no longer has, once its author has replaced it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Assignment, JudgementSubclaim, KnownAnswer, SetClaim
from annotator.models.any_claims import AnySetClaim
from annotator.operations.derived.places import IN_FORCE, take_out
from annotator.operations.derived.seats import free_seat
from annotator.terms import JUDGED, ON_DESK, AssignmentState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Judgement


def withdraw_subclaims(session: Session, *, judgement: Judgement) -> None:
    """Take what a revised judgement no longer splits off from its author's desk, and out again.

    What was judged of them stays its author's own. One that is in the set stays in it where
    an annotator has judged it, has it on their desk, knows its answer, or has split it off as well.
    """
    # As a split does: two annotators who share a subclaim count its seats one after the other.
    whole = session.get_one(AnySetClaim, judgement.set_claim_id, with_for_update=True)
    _take_off_the_desk(session, judgement)
    in_set = session.scalars(
        select(SetClaim)
        .where(
            SetClaim.split_from_id == whole.id,
            SetClaim.claim_id.not_in(IN_FORCE),
        )
        # The last first: then it is seldom that another claim has to fill a place.
        .order_by(SetClaim.position.desc())
        .with_for_update(),
        {"whole_id": whole.id},
    ).all()
    wanted = _wanted(session, [subclaim.id for subclaim in in_set])
    for subclaim in in_set:
        if subclaim.id not in wanted:
            take_out(session, subclaim)


def _take_off_the_desk(session: Session, judgement: Judgement) -> None:
    kept = select(JudgementSubclaim.claim_id).where(JudgementSubclaim.judgement_id == judgement.id)
    given_up = session.scalars(
        select(Assignment)
        .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
        .where(
            AnySetClaim.split_from_id == judgement.set_claim_id,
            AnySetClaim.claim_id.not_in(kept),
            Assignment.annotator_id == judgement.annotator_id,
            Assignment.state.in_((AssignmentState.RESERVED, AssignmentState.ACTIVE)),
        )
    )
    for assignment in given_up.all():
        assignment.state, assignment.skip_reason = AssignmentState.LAPSED, None
        free_seat(session, assignment)
    session.flush()


def _wanted(session: Session, set_claim_ids: Sequence[int]) -> set[int]:
    """Return those of these claims of a set that an annotator has judged or has to, or knows the
    answer of.
    """
    on_desks = select(Assignment.set_claim_id).where(
        Assignment.set_claim_id.in_(set_claim_ids), Assignment.state.in_({*ON_DESK, *JUDGED})
    )
    known = select(KnownAnswer.set_claim_id).where(KnownAnswer.set_claim_id.in_(set_claim_ids))
    return {*session.scalars(on_desks), *session.scalars(known)}
