"""How many claims of a set are left for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, literal_column, select

from annotator.models import Assignment, ClaimSet, KnownAnswer, Progress, SetClaim
from annotator.queries.visibility.members import annotates
from annotator.queries.visibility.worklist import (
    has_seat,
    not_touched_by,
    open_to,
    still_to_answer,
)
from annotator.terms import KNOWN_PURPOSES, ON_DESK, AssignmentState, SetState

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement, ScalarSelect

    UserId = int | BindParameter[int]
    SetId = int | BindParameter[int] | ScalarSelect[int]

#: Claims that are left for a person are counted up to here: no request reads more of them.
MOST_COUNTED = 50


def within_reach(claim_set_id: SetId, user_id: UserId) -> ColumnElement[int]:
    """Return how many further claims of an open set this person can get, up to a few more than
    MOST_COUNTED; those on their desk are not among them. For statements over ClaimSet.

    Claims on the desks of others count: only complete ones do not, and these they may read.
    """
    theirs = (
        SetClaim.claim_set_id == claim_set_id,
        not_touched_by(user_id),
        open_to(user_id),
    )
    passed = (
        select(Progress.passed)
        .join(ClaimSet, (ClaimSet.id == Progress.claim_set_id) & (ClaimSet.round == Progress.round))
        .where(Progress.claim_set_id == claim_set_id, Progress.annotator_id == user_id)
        .scalar_subquery()
    )
    ahead = SetClaim.position > func.coalesce(passed, 0)
    with_seat = select(SetClaim.id).where(*theirs, has_seat())
    on_desks = (
        select(Assignment.set_claim_id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            *theirs,
            Assignment.claim_set_id == claim_set_id,
            Assignment.state.in_(ON_DESK),
            Assignment.purpose.not_in(KNOWN_PURPOSES),
            SetClaim.seats_left == literal_column("0"),
        )
        .distinct()
    )
    known = (
        select(SetClaim.id)
        .join(KnownAnswer, KnownAnswer.set_claim_id == SetClaim.id)
        .where(*theirs, KnownAnswer.claim_set_id == claim_set_id, still_to_answer(user_id))
    )
    counted = (
        with_seat.where(ahead),
        with_seat.where(~ahead, SetClaim.returned),
        on_desks,
        known,
    )
    few = [
        select(func.count()).select_from(one.limit(MOST_COUNTED + 1).subquery()) for one in counted
    ]
    total = sum((one.scalar_subquery() for one in few[1:]), few[0].scalar_subquery() + 0)
    return case(((ClaimSet.state == SetState.OPEN) & annotates(user_id), total), else_=0)


def own_on_desk(user_id: UserId) -> ScalarSelect[int]:
    """Return how many claims this person was given and has not judged, for statements over
    ClaimSet.
    """
    return (
        select(func.count(Assignment.id))
        .where(
            Assignment.claim_set_id == ClaimSet.id,
            Assignment.annotator_id == user_id,
            Assignment.state.in_((AssignmentState.RESERVED, AssignmentState.ACTIVE)),
        )
        .correlate(ClaimSet)
        .scalar_subquery()
    )


def total_for(claims: int, judged: int, on_desk: int, further: int) -> int:
    """Return of how many claims a person has judged some: all of the set as long as more are left
    than are counted, else what they can still get.
    """
    return claims if further > MOST_COUNTED else min(claims, judged + on_desk + further)
