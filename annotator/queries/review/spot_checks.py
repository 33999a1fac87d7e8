"""Agreed claims that were drawn to be looked at, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from annotator.agreement.bound import upper_bound
from annotator.models import (
    Adjudication,
    Assignment,
    ClaimSet,
    Participation,
    SetClaim,
    SpotCheck,
)
from annotator.queries.visibility.blindness import readable, withheld_from
from annotator.queries.visibility.settled import decided, differing, in_force, is_drawn
from annotator.terms import JUDGED, Decision, DisagreementState, Part

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.queries.visibility.blindness import Reader

#: Agreeing takes two.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class SpotChecks:
    """How many agreed claims of a set were looked at, in how many all were wrong, how many wait."""

    checked: int
    wrong: int
    waiting: int

    @property
    def bound(self) -> float | None:
        """Return the share of wrong ones among all agreed claims that is exceeded by a chance of 5
        %.

        None while nothing was checked.
        """
        return upper_bound(self.wrong, self.checked) if self.checked else None


def judged_by(
    user_id: int, set_claim_id: InstrumentedAttribute[int] = SetClaim.id
) -> ColumnElement[bool]:
    """Return the condition that this person judged a claim of a set and so cannot decide on it."""
    return exists().where(
        Participation.set_claim_id == set_claim_id,
        Participation.user_id == user_id,
        Participation.part == Part.JUDGES,
    )


def to_draw(claim_set_id: int, reviewer_id: int) -> Select[int]:
    """Return the claims of a set that this reviewer can draw from, by their id in the set."""
    judged = (
        select(func.count())
        .where(Assignment.set_claim_id == SetClaim.id, Assignment.state.in_(JUDGED))
        .scalar_subquery()
    )
    return (
        select(SetClaim.id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            readable(reviewer_id),
            judged >= FEWEST,
            ~differing(DisagreementState.OPEN, DisagreementState.DECIDED),
            ~is_drawn(),
            ~exists().where(Adjudication.set_claim_id == SetClaim.id),
            ~judged_by(reviewer_id),
        )
    )


def drawn_for(session: Session, claim_set_id: int, reviewer_id: int) -> int | None:
    """Return a claim that this reviewer drew and can still decide on."""
    return session.scalar(
        select(SetClaim.id)
        .join(SpotCheck, SpotCheck.set_claim_id == SetClaim.id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            SpotCheck.drawn_by_id == reviewer_id,
            readable(reviewer_id),
            ~decided(),
            ~judged_by(reviewer_id),
        )
        .order_by(SpotCheck.set_claim_id)
        .limit(1)
    )


def spot_checks(session: Session, claim_set_id: int, reader: Reader) -> SpotChecks:
    """Return what the spot checks of a set have come to, as far as this reader may know."""
    drawn = session.scalar(
        select(func.count())
        .select_from(SpotCheck)
        .join(SetClaim, SetClaim.id == SpotCheck.set_claim_id)
        .where(SpotCheck.claim_set_id == claim_set_id, ~withheld_from(reader))
    )
    rows = session.execute(
        select(Adjudication.decision, func.count())
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .join(SpotCheck, SpotCheck.set_claim_id == SetClaim.id)
        .where(SpotCheck.claim_set_id == claim_set_id, ~withheld_from(reader), in_force())
        .group_by(Adjudication.decision)
    )
    found = {row.decision: row[1] for row in rows}
    checked = sum(found.values())
    return SpotChecks(checked, found.get(Decision.ALL_WRONG, 0), (drawn or 0) - checked)
