"""Claim sets: the list with its progress, one set, its guideline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select

from annotator import schemes
from annotator.agreement import STATISTICS
from annotator.errors import NotFound
from annotator.models import (
    Assignment,
    Claim,
    ClaimSet,
    Disagreement,
    Guideline,
    LabelScheme,
    SetClaim,
)
from annotator.queries.blindness import readable
from annotator.queries.opinions import verdict_votes
from annotator.queries.worklist import not_touched_by
from annotator.records import Page
from annotator.terms import AssignmentState, DisagreementState, SetState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, ScalarSelect
    from sqlalchemy.orm import Session

    from annotator.agreement.statistic import Figure
    from annotator.agreement.table import Votes
    from annotator.schemes import Scheme

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in the list. `mine` counts what this person has finished, of `for_me` they can."""

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
class OneSet:
    """A set with its rules. `judgements` of `wanted` are in; `complete` claims have all theirs."""

    id: int
    name: str
    description: str
    state: SetState
    overlap: int
    round: int
    scheme: Scheme
    guideline: str
    guideline_version: int
    guideline_at: datetime
    claims: int
    judgements: int
    complete: int
    to_decide: int

    @property
    def wanted(self) -> int:
        """How many judgements the set asks for in this round."""
        return self.claims * self.overlap


@dataclass(frozen=True, slots=True)
class SetClaimLine:
    """A claim in its set: how many have judged it, and what a reviewer still has to settle."""

    set_claim_id: int
    claim_id: int
    text: str
    judged: int
    readable: bool
    differs: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures of agreement over a set's readable claims, by the statistics' keys and names."""

    votes: Votes
    figures: tuple[tuple[str, Figure], ...]


def claim_sets(session: Session, user_id: int) -> tuple[SetLine, ...]:
    """All sets, open ones first, with this person's own progress and what waits for a reviewer."""
    claims = select(func.count()).where(SetClaim.claim_set_id == ClaimSet.id).scalar_subquery()
    mine = (
        select(func.count())
        .where(
            Assignment.claim_set_id == ClaimSet.id,
            Assignment.annotator_id == user_id,
            Assignment.round == ClaimSet.round,
            Assignment.state == AssignmentState.DONE,
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            ClaimSet,
            claims.label("claims"),
            mine.label("mine"),
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


def claim_set(session: Session, claim_set_id: int) -> OneSet:
    """One set. Raises NotFound."""
    row = session.execute(
        select(ClaimSet, LabelScheme.definition, Guideline)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
        .join(Guideline, Guideline.claim_set_id == ClaimSet.id)
        .where(ClaimSet.id == claim_set_id)
        .order_by(Guideline.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such claim set.")
    found: ClaimSet = row.ClaimSet
    claims, complete = session.execute(
        select(func.count(), func.count().filter(readable(), _judged_by_somebody()))
        .select_from(SetClaim)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id)
    ).one()
    judgements = session.scalar(
        select(func.count()).where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.round == found.round,
            Assignment.state == AssignmentState.DONE,
        )
    )
    to_decide = session.scalar(select(_to_decide()).where(ClaimSet.id == claim_set_id))
    return OneSet(
        id=found.id,
        name=found.name,
        description=found.description,
        state=found.state,
        overlap=found.overlap,
        round=found.round,
        scheme=schemes.parse(row.definition),
        guideline=row.Guideline.markdown,
        guideline_version=row.Guideline.version,
        guideline_at=row.Guideline.created_at,
        claims=claims,
        judgements=judgements or 0,
        complete=complete,
        to_decide=to_decide or 0,
    )


def set_named(session: Session, name: str) -> int:
    """The id of the set of that name. Raises NotFound that lists the names there are."""
    found = session.scalar(select(ClaimSet.id).where(ClaimSet.name == name))
    if found is None:
        names = session.scalars(select(ClaimSet.name).order_by(ClaimSet.name)).all()
        known = "There are: " + ", ".join(names) + "." if names else "There are none yet."
        raise NotFound(f"There is no claim set “{name}”. {known}")
    return found


def set_choices(session: Session) -> list[tuple[int, str]]:
    """The open sets, for choosing one: (id, name)."""
    rows = session.execute(
        select(ClaimSet.id, ClaimSet.name)
        .where(ClaimSet.state == SetState.OPEN)
        .order_by(ClaimSet.name)
    )
    return [(row.id, row.name) for row in rows]


def claims_of_set(session: Session, claim_set_id: int, *, number: int = 1) -> Page[SetClaimLine]:
    """One page of a set's claims, in the order in which they are given out."""
    total = session.scalar(select(func.count()).where(SetClaim.claim_set_id == claim_set_id)) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    judged = (
        select(func.count())
        .where(
            Assignment.set_claim_id == SetClaim.id,
            Assignment.round == ClaimSet.round,
            Assignment.state == AssignmentState.DONE,
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            SetClaim.id,
            SetClaim.claim_id,
            Claim.text,
            judged.label("judged"),
            readable().label("readable"),
            and_(readable(), _differs(DisagreementState.OPEN)).label("differs"),
            and_(readable(), _differs(DisagreementState.DECIDED)).label("decided"),
        )
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id)
        .order_by(SetClaim.position)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    lines = tuple(
        SetClaimLine(
            set_claim_id=row.id,
            claim_id=row.claim_id,
            text=row.text,
            judged=row.judged,
            readable=bool(row.readable),
            differs=bool(row.differs),
            decided=bool(row.decided),
        )
        for row in rows
    )
    return Page(lines, number, PAGE_SIZE, total)


def agreement_of_set(session: Session, claim_set_id: int) -> Agreement:
    """Agreement on verdicts among the annotators of a set, over its readable claims."""
    votes = verdict_votes(session, claim_set_id)
    return Agreement(
        votes, tuple((statistic.name, statistic.compute(votes)) for statistic in STATISTICS)
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


def _differs(state: DisagreementState) -> ColumnElement[bool]:
    return exists().where(
        Disagreement.set_claim_id == SetClaim.id,
        Disagreement.round == ClaimSet.round,
        Disagreement.state == state,
    )
