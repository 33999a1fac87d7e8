"""How far sets are: for whoever works in them, and for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select

from annotator.models import Assignment, ClaimSet, Disagreement, SetClaim
from annotator.queries.blindness import readable
from annotator.queries.worklist import not_touched_by
from annotator.terms import AssignmentState, DisagreementState, SetState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, ScalarSelect
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in the list: `mine` counts what this person judged, `for_me` what waits for them."""

    id: int
    name: str
    description: str
    state: SetState
    overlap: int
    claims: int
    mine: int
    for_me: int
    to_decide: int


@dataclass(frozen=True, slots=True)
class SetProgress:
    """How far a set is: `complete` claims have been judged by everybody who is to judge them."""

    claims: int
    complete: int
    to_decide: int


def sets_for(session: Session, user_id: int) -> tuple[SetLine, ...]:
    """All sets, open ones first, with this person's own progress and what waits for a reviewer."""
    rows = session.execute(
        select(
            ClaimSet,
            _claims().label("claims"),
            _mine(user_id).label("mine"),
            _for_me(user_id).label("for_me"),
            _to_decide().label("to_decide"),
        ).order_by(ClaimSet.state.desc(), ClaimSet.name)
    )
    return tuple(
        SetLine(
            id=row.ClaimSet.id,
            name=row.ClaimSet.name,
            description=row.ClaimSet.description,
            state=row.ClaimSet.state,
            overlap=row.ClaimSet.overlap,
            claims=row.claims,
            mine=row.mine,
            for_me=row.for_me if row.ClaimSet.state is SetState.OPEN else 0,
            to_decide=row.to_decide,
        )
        for row in rows
    )


def progress_of(session: Session, claim_set_id: int) -> SetProgress:
    """How far a set is, as those who do not judge in it may know."""
    row = session.execute(
        select(
            func.count(SetClaim.id).label("claims"),
            func.count().filter(readable(), _judged_by_somebody()).label("complete"),
        )
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id)
    ).one()
    to_decide = session.scalar(select(_to_decide()).where(ClaimSet.id == claim_set_id))
    return SetProgress(row.claims, row.complete, to_decide or 0)


def my_progress(session: Session, claim_set_id: int, user_id: int) -> tuple[int, int]:
    """How many claims of a set this person has judged, and how many the set has.

    Not how many are left for them: that would say what the others have taken.
    """
    mine, claims = session.execute(
        select(_mine(user_id), _claims()).where(ClaimSet.id == claim_set_id)
    ).one()
    return mine, claims


def _claims() -> ScalarSelect[int]:
    return select(func.count()).where(SetClaim.claim_set_id == ClaimSet.id).scalar_subquery()


def _mine(user_id: int) -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(
            Assignment.claim_set_id == ClaimSet.id,
            Assignment.annotator_id == user_id,
            Assignment.round == ClaimSet.round,
            Assignment.state == AssignmentState.DONE,
        )
        .scalar_subquery()
    )


def _for_me(user_id: int) -> ScalarSelect[int]:
    """How many claims of a set wait for this person: open seats, and those on their desk."""
    on_desk = exists().where(
        Assignment.set_claim_id == SetClaim.id,
        Assignment.annotator_id == user_id,
        Assignment.round == ClaimSet.round,
        Assignment.state == AssignmentState.ACTIVE,
    )
    free = and_(SetClaim.seats_left > 0, not_touched_by(user_id, ClaimSet.round))
    return (
        select(func.count())
        .where(SetClaim.claim_set_id == ClaimSet.id, or_(free, on_desk))
        .scalar_subquery()
    )


def _to_decide() -> ScalarSelect[int]:
    """How many claims of a set a reviewer can settle now."""
    return (
        select(func.count(Disagreement.set_claim_id.distinct()))
        .join(SetClaim, SetClaim.id == Disagreement.set_claim_id)
        .where(
            Disagreement.claim_set_id == ClaimSet.id,
            Disagreement.round == ClaimSet.round,
            Disagreement.state == DisagreementState.OPEN,
            readable(),
        )
        .correlate(ClaimSet)
        .scalar_subquery()
    )


def _judged_by_somebody() -> ColumnElement[bool]:
    return exists().where(
        Assignment.set_claim_id == SetClaim.id, Assignment.state == AssignmentState.DONE
    )
