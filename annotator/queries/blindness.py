"""When judgements may be read by others than those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_

from annotator.models import Assignment, ClaimSet, SetClaim
from annotator.terms import AssignmentState, SetState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def readable() -> ColumnElement[bool]:
    """That everybody who is to judge a claim has, or that its set is closed.

    For statements over SetClaim joined with ClaimSet. Before that nobody sees a judgement, a link
    or a count of it: not reviewers, not editors, not in an export (check 19 of the domain's).
    """
    still_judging = exists().where(
        Assignment.set_claim_id == SetClaim.id, Assignment.state == AssignmentState.ACTIVE
    )
    return or_(ClaimSet.state == SetState.CLOSED, and_(SetClaim.seats_left == 0, ~still_judging))
