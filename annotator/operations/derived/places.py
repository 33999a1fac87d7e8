"""Places: where in the order of its set a claim stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from annotator.models import ClaimSet, Judgement, JudgementPart, SetClaim
from annotator.queries.visibility.opinions import current
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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
    waiting = _WAITING.objects(session, whole_id=whole_id).all()
    if not waiting:
        return
    _hold_places(session, waiting[0].claim_set_id)
    first = last_place(session, waiting[0].claim_set_id) + 1
    for position, part in enumerate(waiting, start=first):
        # A place that was given up before may have been passed by somebody.
        part.position, part.returned = position, True
    session.flush()


def take_out(session: Session, part: SetClaim) -> None:
    """Let a part wait again, out of the set; the set's last claim fills its place."""
    _hold_places(session, part.claim_set_id)
    session.refresh(part)
    place, last = part.position, last_place(session, part.claim_set_id)
    part.position = -part.claim_id
    session.flush()
    if place < last:
        moved = session.scalars(
            select(SetClaim).where(
                SetClaim.claim_set_id == part.claim_set_id, SetClaim.position == last
            )
        ).one()
        # Those who have passed its new place find it as one that came back.
        moved.position, moved.returned = place, True
        session.flush()


def _hold_places(session: Session, claim_set_id: int) -> None:
    """Whoever changes a set's places waits for one another, and for nobody who judges in it."""
    session.execute(
        select(ClaimSet.id).where(ClaimSet.id == claim_set_id).with_for_update(key_share=True)
    )


# Asked at each save.
IN_FORCE = (
    select(JudgementPart.claim_id)
    .join(Judgement, Judgement.id == JudgementPart.judgement_id)
    .where(Judgement.set_claim_id == bindparam("whole_id"), current())
)
_WAITING = Prepared(
    select(SetClaim)
    .where(
        SetClaim.waits_for_id == bindparam("whole_id"),
        SetClaim.position < 0,
        SetClaim.claim_id.in_(IN_FORCE),
    )
    .order_by(SetClaim.position.desc())
)
