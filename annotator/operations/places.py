"""Places: where in the order of its set a claim stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from annotator.models import SetClaim

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: How often two who append at once are told apart before one of them is sent away.
TRIES = 5


def last_place(session: Session, claim_set_id: int) -> int:
    """The last place of a set, 0 when it is empty; parts that wait have none yet."""
    last = session.scalar(
        select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
    )
    return max(last or 0, 0)


def let_in(session: Session, *, whole_id: int) -> None:
    """Give the parts that waited for a claim of a set their places at its end."""
    waiting = session.scalars(
        select(SetClaim)
        .where(SetClaim.waits_for_id == whole_id, SetClaim.position < 0)
        .order_by(SetClaim.position.desc())
    )
    for part in waiting.all():
        _append(session, part)


def _append(session: Session, part: SetClaim) -> None:
    for tries_left in reversed(range(TRIES)):
        try:
            with session.begin_nested():
                part.position = last_place(session, part.claim_set_id) + 1
                session.flush()
        except IntegrityError:
            # Somebody else took the place between looking and writing.
            if not tries_left:
                raise
        else:
            return
