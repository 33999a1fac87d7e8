"""Places: where in the order of its set a claim stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from annotator.models import Judgement, JudgementPart, SetClaim
from annotator.queries.opinions import current

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
    """Give the parts that waited for a claim of a set their places at its end.

    Those of a split that its author has replaced since wait on.
    """
    for part in session.scalars(_WAITING, {"whole_id": whole_id}).all():
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


# Asked at each save: made once, since making a statement takes longer than running it.
_IN_FORCE = (
    select(JudgementPart.claim_id)
    .join(Judgement, Judgement.id == JudgementPart.judgement_id)
    .where(Judgement.set_claim_id == bindparam("whole_id"), current())
)
_WAITING = (
    select(SetClaim)
    .where(
        SetClaim.waits_for_id == bindparam("whole_id"),
        SetClaim.position < 0,
        SetClaim.claim_id.in_(_IN_FORCE),
    )
    .order_by(SetClaim.position.desc())
)
