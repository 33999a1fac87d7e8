"""What a transaction holds: the person first, then the set, then what is in it; each asked once.

In a set, an operation that may meet a reviewer locks a claim before an assignment of it. A session
lets go of a row without references; what stands here stays until the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy import bindparam, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet, User
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models.base import Base

_HELD = "rows held"


def lock_person(session: Session, annotator_id: int) -> None:
    """One person's tabs ask one after the other; what is locked later is theirs, or waits less.

    On SQLite all writers do.
    """
    held = held_rows(session)
    if session.get_bind().dialect.name != "sqlite" and (User, annotator_id) not in held:
        _PERSON.rows(session, id=annotator_id).one()
        held_rows(session)[User, annotator_id] = None


def hold_set(session: Session, claim_set_id: int) -> ClaimSet | None:
    """Return the set, whose rules do not change until the transaction ends."""
    held = held_rows(session)
    if (ClaimSet, claim_set_id) not in held:
        found = _SET.objects(session, id=claim_set_id).one_or_none()
        held = held_rows(session)
        held[ClaimSet, claim_set_id] = found
    return cast("ClaimSet | None", held[ClaimSet, claim_set_id])


def hold_set_of(session: Session, assignment_id: int, annotator_id: int) -> ClaimSet | None:
    """Return the set of a person's assignment, held as well; None when the assignment is not
    theirs.
    """
    theirs = {"assignment_id": assignment_id, "annotator_id": annotator_id}
    found = _SET_OF.objects(session, **theirs).one_or_none()
    if found is not None:
        held_rows(session)[ClaimSet, found.id] = found
    return found


def lock_set(session: Session, claim_set_id: int) -> ClaimSet:
    """Lock a set: judgements and decisions in it wait until the commit. Raises NotFound."""
    claim_set = session.get(ClaimSet, claim_set_id, with_for_update=True, populate_existing=True)
    if claim_set is None:
        raise NotFound(_("There is no such claim set."))
    return claim_set


def held_rows(session: Session) -> dict[tuple[type[Base], object], object]:
    """Return what this transaction has locked already; a savepoint may give up what it locked
    itself.
    """
    transaction = session.get_nested_transaction() or session.get_transaction()
    kept = session.info.get(_HELD)
    if kept is None or kept[0] is not transaction:
        kept = session.info[_HELD] = (transaction, {})
    held: dict[tuple[type[Base], object], object] = kept[1]
    return held


# Asked at each save.
_PERSON = Prepared(
    select(User.id).where(User.id == bindparam("id")).with_for_update(key_share=True)
)
_ANY_SET = (
    select(ClaimSet)
    .with_for_update(read=True, key_share=True, of=ClaimSet)
    .execution_options(populate_existing=True)
)
_SET = Prepared(_ANY_SET.where(ClaimSet.id == bindparam("id")))
_SET_OF = Prepared(
    _ANY_SET.join(Assignment, Assignment.claim_set_id == ClaimSet.id).where(
        Assignment.id == bindparam("assignment_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
    )
)
