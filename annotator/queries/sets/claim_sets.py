"""Claim sets: their rules, and the claims in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, select

from annotator import schemes
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Assignment,
    Claim,
    ClaimSet,
    Disagreement,
    Guideline,
    LabelScheme,
    SetClaim,
)
from annotator.queries.visibility.blindness import readable, withheld_from
from annotator.queries.visibility.completeness import is_known
from annotator.records import Page
from annotator.storage.statements import Prepared
from annotator.terms import JUDGED, DisagreementState, SetState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.schemes import Scheme

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class OneSet:
    """A set with its rules: what holds for its annotators."""

    id: int
    name: str
    description: str
    state: SetState
    overlap: int
    round: int
    hints: bool
    scheme: Scheme
    guideline: str
    guideline_version: int
    guideline_at: datetime


@dataclass(frozen=True, slots=True)
class SetClaimLine:
    """A claim in its set: whether it is judged, and what a reviewer still has to settle, as far as
    the reader may know.

    That its answer is `known` is for those who may set it; `withheld` says that the reader judged
    it and gets to know the rest with the decision.
    """

    set_claim_id: int
    claim_id: int
    text: str
    judged: bool
    known: bool
    withheld: bool
    readable: bool
    differs: bool
    decided: bool


# Asked for every claim on a desk.
_SET = Prepared(
    select(
        *(ClaimSet.id, ClaimSet.name, ClaimSet.description, ClaimSet.state),
        *(ClaimSet.overlap, ClaimSet.round, ClaimSet.hints, LabelScheme.definition),
        *(Guideline.markdown, Guideline.version, Guideline.created_at),
    )
    .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
    .join(Guideline, Guideline.claim_set_id == ClaimSet.id)
    .where(ClaimSet.id == bindparam("claim_set_id"))
    .order_by(Guideline.version.desc())
    .limit(1)
)


def claim_set(session: Session, claim_set_id: int) -> OneSet:
    """Return one set. Raises NotFound."""
    found = _SET.rows(session, claim_set_id=claim_set_id).one_or_none()
    if found is None:
        raise NotFound(_("There is no such claim set."))
    return OneSet(
        id=found.id,
        name=found.name,
        description=found.description,
        state=found.state,
        overlap=found.overlap,
        round=found.round,
        hints=found.hints,
        scheme=schemes.parse(found.definition),
        guideline=found.markdown,
        guideline_version=found.version,
        guideline_at=found.created_at,
    )


def set_named(session: Session, name: str) -> int:
    """Return the id of the set of that name. Raises NotFound that lists the names there are."""
    found = session.scalar(select(ClaimSet.id).where(ClaimSet.name == name))
    if found is None:
        names = session.scalars(select(ClaimSet.name).order_by(ClaimSet.name)).all()
        known = "There are: " + ", ".join(names) + "." if names else "There are none yet."
        raise NotFound(_("There is no claim set “%(name)s”. %(known)s", name=name, known=known))
    return found


def all_sets(session: Session) -> list[tuple[int, str]]:
    """Return every set, closed ones too: (id, name), by name."""
    rows = session.execute(select(ClaimSet.id, ClaimSet.name).order_by(ClaimSet.name))
    return [(row.id, row.name) for row in rows]


def set_choices(session: Session) -> list[tuple[int, str]]:
    """Return the open sets, for choosing one: (id, name)."""
    rows = session.execute(
        select(ClaimSet.id, ClaimSet.name)
        .where(ClaimSet.state == SetState.OPEN)
        .order_by(ClaimSet.name)
    )
    return [(row.id, row.name) for row in rows]


def claims_of_set(
    session: Session, claim_set_id: int, reader: Reader, *, number: int = 1
) -> Page[SetClaimLine]:
    """Return one page of a set's claims, in the order in which they are given out."""
    # Positions run from 1 without a gap: no page of the list has to be counted.
    last = select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
    total = session.scalar(last) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    first = (number - 1) * PAGE_SIZE
    judged = exists().where(
        Assignment.set_claim_id == SetClaim.id,
        Assignment.round == SetClaim.round,
        Assignment.state.in_(JUDGED),
    )
    rows = session.execute(
        select(
            SetClaim.id,
            SetClaim.claim_id,
            Claim.text,
            and_(readable(reader), judged).label("judged"),
            is_known().label("known"),
            withheld_from(reader).label("withheld"),
            readable(reader).label("readable"),
            and_(readable(reader), _differs(DisagreementState.OPEN)).label("differs"),
            and_(readable(reader), _differs(DisagreementState.DECIDED)).label("decided"),
        )
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            SetClaim.position > first,
            SetClaim.position <= first + PAGE_SIZE,
        )
        .order_by(SetClaim.position)
    )
    lines = tuple(
        SetClaimLine(
            set_claim_id=row.id,
            claim_id=row.claim_id,
            text=row.text,
            judged=bool(row.judged),
            known=bool(row.known),
            withheld=bool(row.withheld),
            readable=bool(row.readable),
            differs=bool(row.differs),
            decided=bool(row.decided),
        )
        for row in rows
    )
    return Page(lines, number, PAGE_SIZE, total)


def _differs(state: DisagreementState) -> ColumnElement[bool]:
    return exists().where(
        Disagreement.set_claim_id == SetClaim.id,
        Disagreement.state == state,
    )
