"""What a transaction holds: the person first, then the set, then what is in it; each asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator.models import ClaimSet, User

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_HELD = "rows held"


def lock_person(session: Session, annotator_id: int) -> None:
    """One person's tabs ask one after the other; what is locked later is theirs, or waits less."""
    if (User, annotator_id) not in _held(session):
        session.execute(_PERSON, {"id": annotator_id}).one()
        _held(session)[User, annotator_id] = None


def hold_set(session: Session, claim_set_id: int) -> ClaimSet | None:
    """The set, whose rules do not change until the transaction ends."""
    if (ClaimSet, claim_set_id) not in _held(session):
        found = session.scalars(_SET, {"id": claim_set_id}).one_or_none()
        _held(session)[ClaimSet, claim_set_id] = found
    return _held(session)[ClaimSet, claim_set_id]


def _held(session: Session) -> dict[tuple[type, int], ClaimSet | None]:
    """What this transaction has locked already; a savepoint may give up what it locked itself."""
    transaction = session.get_nested_transaction() or session.get_transaction()
    kept = session.info.get(_HELD)
    if kept is None or kept[0] is not transaction:
        kept = session.info[_HELD] = (transaction, {})
    held: dict[tuple[type, int], ClaimSet | None] = kept[1]
    return held


# Asked at each save: made once, since making a statement takes longer than running it.
_PERSON = select(User.id).where(User.id == bindparam("id")).with_for_update(key_share=True)
_SET = (
    select(ClaimSet)
    .where(ClaimSet.id == bindparam("id"))
    .with_for_update(read=True, key_share=True)
    .execution_options(populate_existing=True)
)
