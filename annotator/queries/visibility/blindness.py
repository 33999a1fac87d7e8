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


# The statement around it may well ask for assignments of its own. Made once: it is dear.
_held = aliased(Assignment)


def is_known() -> ColumnElement[bool]:
    """That a claim's answer is known before: it goes to everybody, and agreement leaves it out.

    For statements over SetClaim.
    """
    return exists().where(KnownAnswer.set_claim_id == SetClaim.id)


def readable() -> ColumnElement[bool]:
    """That everybody who is to judge a claim has, or that its set is closed.

    A claim that is only reserved, or that somebody revises, is still being judged; one with a
    known answer is until the set is closed, since it goes to whoever comes.

    For statements over SetClaim joined with ClaimSet. Before that nobody sees a judgement, a link
    or a count of it: not reviewers, not editors, not in an export (check 19 of the domain's).
    """
    still_judging = exists().where(_held.set_claim_id == SetClaim.id, _held.state.in_(ON_DESK))
    return or_(
        ClaimSet.state == SetState.CLOSED,
        and_(SetClaim.seats_left == 0, ~still_judging, ~is_known()),
    )


def settled() -> ColumnElement[bool]:
    """That nobody can judge a claim any more: its set is closed, or a reviewer has decided on it.

    What is merely readable may be opened again by those who judged it, who are blind still.
    For statements over SetClaim joined with ClaimSet.
    """
    return or_(ClaimSet.state == SetState.CLOSED, and_(readable(), decided()))
