"""Claim sets and their rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator import schemes
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    ClaimSet,
    Guideline,
    LabelScheme,
)
from annotator.storage.statements import Prepared
from annotator.terms import SetState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.schemes import Scheme


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
class NamedSet:
    """A set as a list of claims names it."""

    id: int
    name: str
    overlap: int
    scheme: Scheme


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


def sets_with_schemes(session: Session) -> dict[int, NamedSet]:
    """Return every set, closed ones too, by its id; in the order of their names."""
    rows = session.execute(
        select(ClaimSet.id, ClaimSet.name, ClaimSet.overlap, LabelScheme.definition)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
        .order_by(ClaimSet.name)
    )
    return {
        row.id: NamedSet(row.id, row.name, row.overlap, schemes.parse(row.definition))
        for row in rows
    }


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
