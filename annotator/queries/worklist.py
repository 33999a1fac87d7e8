"""Which claims of a set somebody can still be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists

from annotator.models import Assignment, Participation, SetClaim
from annotator.terms import AssignmentState, Part

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute


def not_touched_by(
    user_id: int, round_number: int | InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """That this person neither judged nor skipped nor decided on a claim, nor has it on their desk.

    For statements over SetClaim. A claim whose lease ran out may come to them again.
    """
    given = exists().where(
        Assignment.set_claim_id == SetClaim.id,
        Assignment.annotator_id == user_id,
        Assignment.round == round_number,
        Assignment.state != AssignmentState.LAPSED,
    )
    decided = exists().where(
        Participation.set_claim_id == SetClaim.id,
        Participation.user_id == user_id,
        Participation.part == Part.DECIDES,
    )
    return and_(~given, ~decided)
