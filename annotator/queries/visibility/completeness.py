"""When all who are to judge a claim have: what is derived from judgements counts them from then on.

Who may read them is `blindness.readable`, which asks for the reader; a contract in pyproject.toml
names the few modules that count without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased

from annotator.models import Assignment, ClaimSet, KnownAnswer, SetClaim
from annotator.terms import ON_DESK, SetState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


# The statement around them may ask for assignments or answers too. Created once: aliased() is slow.
_held, _known = aliased(Assignment), aliased(KnownAnswer)


def is_known() -> ColumnElement[bool]:
    """Return the condition that a claim's answer is known before: it goes to everybody, and
    agreement leaves it out.

    For statements over SetClaim.
    """
    return exists().where(_known.set_claim_id == SetClaim.id)


def complete() -> ColumnElement[bool]:
    """Return the condition that all who are to judge a claim have, or that its set is closed.

    A claim that is only reserved, or that is being revised, is still being judged; one with a
    known answer is until the set is closed, since every annotator gets it.

    For statements over SetClaim joined with ClaimSet.
    """
    still_judging = exists().where(_held.set_claim_id == SetClaim.id, _held.state.in_(ON_DESK))
    return or_(
        ClaimSet.state == SetState.CLOSED,
        and_(SetClaim.seats_left == 0, ~still_judging, ~is_known()),
    )
