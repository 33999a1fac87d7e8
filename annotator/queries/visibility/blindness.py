"""When judgements may be read by others than those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased

from annotator.models import Assignment, ClaimSet, KnownAnswer, SetClaim
from annotator.queries.visibility.settled import decided
from annotator.terms import ON_DESK, SetState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


# The statement around it may ask for assignments too. Created once: aliased() is slow.
_held = aliased(Assignment)


def is_known() -> ColumnElement[bool]:
    """Return the condition that a claim's answer is known before: it goes to everybody, and
    agreement leaves it out.

    For statements over SetClaim.
    """
    return exists().where(KnownAnswer.set_claim_id == SetClaim.id)


def readable() -> ColumnElement[bool]:
    """Return the condition that everybody who is to judge a claim has, or that its set is closed.

    A claim that is only reserved, or that is being revised, is still being judged; one with a
    known answer is until the set is closed, since every annotator gets it.

    For statements over SetClaim joined with ClaimSet. Before that no one sees a judgement, a link
    or a count of it: not reviewers, not editors, not in an export (check 19 of the domain's).
    """
    still_judging = exists().where(_held.set_claim_id == SetClaim.id, _held.state.in_(ON_DESK))
    return or_(
        ClaimSet.state == SetState.CLOSED,
        and_(SetClaim.seats_left == 0, ~still_judging, ~is_known()),
    )


def settled() -> ColumnElement[bool]:
    """Return the condition that a claim can no longer be judged: its set is closed, or a reviewer
    has decided on it.

    What is merely readable may be opened again by those who judged it, who are blind still.
    For statements over SetClaim joined with ClaimSet.
    """
    return or_(ClaimSet.state == SetState.CLOSED, and_(readable(), decided()))
