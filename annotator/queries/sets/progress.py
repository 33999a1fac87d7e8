"""How far sets are: for all annotators, and for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, literal_column, or_, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Assignment,
    ClaimSet,
    KnownAnswer,
    Progress,
    QueuedClaim,
    SetClaim,
)
from annotator.models.any_claims import WaitingSetClaim
from annotator.queries.visibility.blindness import (
    ANYBODY,
    count_withheld,
    withheld_claims,
    withheld_from,
)
from annotator.queries.visibility.completeness import complete as is_complete
from annotator.queries.visibility.worklist import (
    has_seat,
    not_touched_by,
    still_to_answer,
    unread_by,
)
from annotator.terms import JUDGED, KNOWN_PURPOSES, ON_DESK, Purpose, QueueState, SetState

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.queries.visibility.blindness import Reader

    UserId = int | BindParameter[int]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in the list: `mine` of its `claims` this person judged, `waits` if more is for them."""

    id: int
    name: str
    description: str
    state: SetState
    overlap: int
    claims: int
    mine: int
    waits: bool
    to_decide: int


@dataclass(frozen=True, slots=True)
class SetProgress:
    """How far a set is: `complete` claims have been judged by everybody who is to judge them.

    `known` of the claims have a known answer, and are never complete. `withheld` are claims that
    the reader judged: whether they are complete or differ, they learn with the decision.
    """

    claims: int
    known: int
    complete: int
    to_decide: int
    withheld: int


def sets_for(session: Session, user_id: int) -> tuple[SetLine, ...]:
    """Return all sets, open ones first, with this person's own progress and what waits for a
    reviewer.
    """
    rows = session.execute(
        select(
            ClaimSet,
            claims_for(user_id).label("claims"),
            own_judged(user_id).label("mine"),
            _waits(user_id).label("waits"),
            to_decide(user_id).label("to_decide"),
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
            waits=bool(row.waits) and row.ClaimSet.state is SetState.OPEN,
            to_decide=row.to_decide,
        )
        for row in rows
    )


def progress_of(session: Session, claim_set_id: int, reader: Reader) -> SetProgress:
    """Return how far a set is, as this reader may know; of ANYBODY all complete claims. Raises
    NotFound.
    """
    known = select(func.count()).where(KnownAnswer.claim_set_id == ClaimSet.id).scalar_subquery()
    row = session.execute(
        select(
            ClaimSet.state,
            claims_in_set().label("claims"),
            known.label("known"),
            to_decide(reader).label("to_decide"),
        ).where(ClaimSet.id == claim_set_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such claim set."))
    if row.state is SetState.CLOSED:
        complete = _judged_by_somebody(session, claim_set_id)
    else:
        complete = _judged_by_all(session, claim_set_id) - row.known
    if reader is not ANYBODY:
        complete -= _complete_withheld(session, claim_set_id, reader)
    withheld = count_withheld(session, claim_set_id, reader)
    return SetProgress(row.claims, row.known, complete, row.to_decide, withheld)


def _complete_withheld(session: Session, claim_set_id: int, reader: Reader) -> int:
    """Return how many complete claims this reader judged and can still change."""
    claims = (
        select(func.count())
        .select_from(SetClaim)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id.in_(withheld_claims(claim_set_id, reader)), is_complete())
    )
    return session.scalar(claims) or 0


def _judged_by_all(session: Session, claim_set_id: int) -> int:
    """Return claims without a free seat, known answers among them, but for those still on a
    desk.
    """
    full = (SetClaim.claim_set_id == claim_set_id, SetClaim.seats_left == literal_column("0"))
    taken = session.scalar(select(func.count()).select_from(SetClaim).where(*full)) or 0
    on_desk = session.scalar(
        select(func.count(Assignment.set_claim_id.distinct()))
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            *full,
            Assignment.claim_set_id == claim_set_id,
            Assignment.state.in_(ON_DESK),
            Assignment.purpose.not_in(KNOWN_PURPOSES),
        )
    )
    return taken - (on_desk or 0)


def _judged_by_somebody(session: Session, claim_set_id: int) -> int:
    """Return claims with a judgement, known answers left out: what a closed set has to show."""
    judged = (
        select(func.count(Assignment.set_claim_id.distinct()))
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.state.in_(JUDGED),
            Assignment.purpose.not_in(KNOWN_PURPOSES),
        )
    )
    return session.scalar(judged) or 0


def claims_in_set() -> ScalarSelect[int]:
    """Return how many claims a set has, for statements over ClaimSet.

    Positions run from 1 without a gap, and need no counting.
    """
    return (
        select(func.coalesce(func.max(SetClaim.position), 0))
        .where(SetClaim.claim_set_id == ClaimSet.id)
        .scalar_subquery()
    )


def claims_for(user_id: UserId) -> ColumnElement[int]:
    """Return how many claims a set has with this person's subclaims, for statements over ClaimSet.

    What they split off is theirs before it is the set's, and after they have replaced the split if
    they judged it.
    """
    waiting = select(func.count()).where(
        WaitingSetClaim.claim_set_id == ClaimSet.id,
        ~not_touched_by(user_id, WaitingSetClaim),
    )
    return claims_in_set() + waiting.correlate(ClaimSet).scalar_subquery()


def own_judged(user_id: UserId) -> ColumnElement[int]:
    """Return how many claims of a set this person judged in its round, for statements over
    ClaimSet.
    """
    return func.coalesce(_own(user_id, Progress.judged).scalar_subquery(), 0)


def _waits(user_id: int) -> ColumnElement[bool]:
    """Return True if a claim is on this person's desk, or free for them."""
    on_desk = exists().where(
        Assignment.claim_set_id == ClaimSet.id,
        Assignment.annotator_id == user_id,
        Assignment.state.in_(ON_DESK),
    )
    passed = func.coalesce(_own(user_id, Progress.passed).scalar_subquery(), 0)
    free = (
        SetClaim.claim_set_id == ClaimSet.id,
        has_seat(),
        not_touched_by(user_id),
        unread_by(user_id),
    )
    return or_(
        on_desk,
        exists().where(*free, SetClaim.returned),
        exists().where(*free, SetClaim.position > passed),
        exists().where(
            KnownAnswer.set_claim_id == SetClaim.id,
            KnownAnswer.claim_set_id == ClaimSet.id,
            KnownAnswer.purpose == Purpose.CALIBRATION,
            still_to_answer(user_id),
            not_touched_by(user_id),
            unread_by(user_id),
        ),
    )


def _own(user_id: UserId, column: InstrumentedAttribute[int]) -> Select[int]:
    """Return a number of this person's row, of the very set that the statement is about."""
    return (
        select(column)
        .where(
            Progress.claim_set_id == ClaimSet.id,
            Progress.annotator_id == user_id,
            Progress.round == ClaimSet.round,
        )
        .correlate(ClaimSet)
    )


def to_decide(reader: Reader) -> ScalarSelect[int]:
    """Return how many claims of a set wait for a reviewer, as far as this reader may know."""
    waiting = (
        select(func.count())
        .select_from(QueuedClaim)
        .where(
            QueuedClaim.claim_set_id == ClaimSet.id,
            QueuedClaim.state == QueueState.OPEN,
            ~withheld_from(reader, QueuedClaim.set_claim_id),
        )
    )
    return waiting.correlate(ClaimSet).scalar_subquery()
