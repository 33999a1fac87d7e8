"""Places: where in the order of its set a claim stands, and who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm.util import identity_key

from annotator.models import ClaimSet, Judgement, JudgementSubclaim, SetClaim
from annotator.models.any_claims import (
    AnyClaim,
    AnySetClaim,
    WaitingSetClaim,
    WithdrawnSetClaim,
)
from annotator.queries.visibility.opinions import current
from annotator.storage.statements import Prepared
from annotator.terms import Visibility

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models.base import Base


def last_place(session: Session, claim_set_id: int) -> int:
    """Return the last place of a set, 0 when it is empty."""
    last = session.scalar(
        select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
    )
    return last or 0


def let_in(session: Session, *, whole_id: int) -> None:
    """Give the subclaims that waited for a claim of a set their places at its end.

    Those of a split that its author has replaced since wait on.
    """
    waiting = _WAITING.objects(session, whole_id=whole_id).all()
    if not waiting:
        return
    claim_set_id = waiting[0].claim_set_id
    _hold_places(session, claim_set_id)
    first = last_place(session, claim_set_id) + 1
    # The last first, as they leave: two sets that share subclaims lock them in one order.
    for position, subclaim in reversed(tuple(enumerate(waiting, start=first))):
        # A person may have passed this place when another claim had it.
        subclaim.returned = True
        _move(session, subclaim, position)


def take_out(session: Session, subclaim: SetClaim) -> None:
    """Let a subclaim wait again, out of the set; the set's last claim fills its place."""
    _hold_places(session, subclaim.claim_set_id)
    session.refresh(subclaim)
    claim_set_id, place = subclaim.claim_set_id, subclaim.position
    last = last_place(session, claim_set_id)
    _move(session, subclaim, None)
    if place < last:
        _change_place(session, claim_set_id, last, place)


def withdraw(session: Session, set_claim: SetClaim, **withdrawal: object) -> None:
    """Take a claim out of its set; the set's last claim fills its place.

    `withdrawal` are the columns of `Withdrawable`. The caller has locked the set.
    """
    session.refresh(set_claim)
    set_claim_id, claim_set_id = set_claim.id, set_claim.claim_set_id
    place, last = set_claim.position, last_place(session, claim_set_id)
    gone = {"position": None, "withdrawn_place": place, "visibility": Visibility.WITHDRAWN}
    _write(session, set_claim_id, **gone, **withdrawal)
    if place < last:
        _change_place(session, claim_set_id, last, place)


def put_back(session: Session, withdrawn: WithdrawnSetClaim) -> None:
    """Put a withdrawn claim back at its place; the claim that has it goes to the end of the set.

    So claims that are put back in the opposite order have their places again. The caller has locked
    the set.
    """
    set_claim_id, claim_set_id = withdrawn.id, withdrawn.claim_set_id
    end = last_place(session, claim_set_id) + 1
    place = min(withdrawn.withdrawn_place or end, end)
    if place < end:
        _change_place(session, claim_set_id, place, end)
    here = {"position": place, "withdrawn_place": None, "visibility": Visibility.PUBLIC}
    back = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawal_reason": None}
    # A person may have passed this place when another claim had it.
    _write(session, set_claim_id, returned=True, **here, **back)


def _change_place(session: Session, claim_set_id: int, before: int, after: int) -> None:
    moved = session.scalars(
        select(SetClaim).where(SetClaim.claim_set_id == claim_set_id, SetClaim.position == before)
    ).one()
    # Those who have passed its new place find it as one that came back.
    moved.position, moved.returned = after, True
    session.flush()


def _write(session: Session, set_claim_id: int, **values: object) -> None:
    """Write columns of a claim of a set that make it a row of another class."""
    session.flush()
    _forget(session, AnySetClaim, set_claim_id)
    session.execute(
        update(AnySetClaim)
        .where(AnySetClaim.id == set_claim_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _move(session: Session, subclaim: AnySetClaim, position: int | None) -> None:
    """Show a subclaim to everybody at this place, or to its authors alone where there is none.

    The claim itself is public as long as one set has a place for it.
    """
    set_claim_id, claim_id = subclaim.id, subclaim.claim_id
    session.flush()
    # A row of another visibility is of another class: the session forgets the object.
    _forget(session, AnySetClaim, set_claim_id)
    _forget(session, AnyClaim, claim_id)
    session.execute(select(AnyClaim.id).where(AnyClaim.id == claim_id).with_for_update())
    session.execute(
        update(AnySetClaim)
        .where(AnySetClaim.id == set_claim_id)
        .values(position=position, visibility=_visibility(position is not None))
    )
    elsewhere = select(SetClaim.id).where(SetClaim.claim_id == claim_id).limit(1)
    has_place = session.scalar(elsewhere) is not None
    session.execute(
        update(AnyClaim).where(AnyClaim.id == claim_id).values(visibility=_visibility(has_place))
    )


def _visibility(has_place: bool) -> Visibility:
    return Visibility.PUBLIC if has_place else Visibility.WAITING


def _forget(session: Session, kind: type[Base], row_id: int) -> None:
    known = session.identity_map.get(identity_key(kind, row_id))
    if known is not None:
        session.expunge(known)


def _hold_places(session: Session, claim_set_id: int) -> None:
    """Lock the places of a set: changes of places wait for each other, judgements do not."""
    session.execute(
        select(ClaimSet.id).where(ClaimSet.id == claim_set_id).with_for_update(key_share=True)
    )


# Asked at each save.
IN_FORCE = (
    select(JudgementSubclaim.claim_id)
    .join(Judgement, Judgement.id == JudgementSubclaim.judgement_id)
    .where(Judgement.set_claim_id == bindparam("whole_id"), current())
)
_WAITING = Prepared(
    select(WaitingSetClaim)
    .where(
        WaitingSetClaim.split_from_id == bindparam("whole_id"),
        WaitingSetClaim.claim_id.in_(IN_FORCE),
    )
    .order_by(WaitingSetClaim.claim_id)
)
