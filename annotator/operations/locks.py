"""What a transaction holds: the person first, then the set, then what is in it; each asked once.

In a set, an operation that may meet a reviewer locks a claim before an assignment of it. A session
lets go of a row without references; what stands here stays until the end.

On PostgreSQL a set has two locks: an advisory one, then the one of its row. Locks of rows are not
fair: while saves share one, each begins before the last has ended, so it is never free.
Advisory locks are: a save that comes later waits behind a person who asked for the whole set.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.exc import OperationalError

from annotator.errors import DatabaseLocked, NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet, User
from annotator.operations.audit_log import actor
from annotator.storage.database import reason_of
from annotator.storage.lock_notes import SETS, LockNote, leave_note, who_holds
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.storage.lock_notes import SetLock
    from annotator.tokens import Token


_HELD = "rows held"
_WHOLE = "whole set"
_LOCK_NOT_AVAILABLE = "55P03"
#: With the id of a claim in a set, an advisory lock that nothing else takes.
_COMPLETED = 4_120_569
#: Advisory locks have two numbers of 32 bits; a claim shares its lock with few others.
_MOST_IN_LOCK = 2**31


def lock_person(session: Session, annotator_id: int) -> None:
    """One person's tabs ask one after the other; what is locked later is theirs, or waits less.

    On SQLite all writers do.
    """
    held = held_rows(session)
    if not _on_sqlite(session) and (User, annotator_id) not in held:
        _PERSON.rows(session, id=annotator_id).one()
        held_rows(session)[User, annotator_id] = None


def hold_set(session: Session, claim_set_id: int) -> ClaimSet | None:
    """Return the set, whose rules do not change until the transaction ends."""
    held = held_rows(session)
    if (ClaimSet, claim_set_id) not in held:
        statement = _SET if _on_sqlite(session) else _SET_IN_TURN
        with _explained(session, claim_set_id):
            found = statement.objects(session, id=claim_set_id).one_or_none()
        held = held_rows(session)
        held[ClaimSet, claim_set_id] = found
    return cast("ClaimSet | None", held[ClaimSet, claim_set_id])


def hold_set_of(session: Session, assignment_id: Token, annotator_id: int) -> ClaimSet | None:
    """Return the set of a person's assignment, held as well; None when the assignment is not
    theirs.
    """
    theirs = {"assignment_id": assignment_id, "annotator_id": annotator_id}
    statement = _SET_OF if _on_sqlite(session) else _SET_OF_IN_TURN
    with _explained(session):
        found = statement.objects(session, **theirs).one_or_none()
    if found is not None:
        held_rows(session)[ClaimSet, found.id] = found
    return found


def lock_set(session: Session, claim_set_id: int, purpose: SetLock) -> ClaimSet:
    """Lock a set: judgements and decisions in it wait until the commit. Raises NotFound.

    Those who wait in vain are told who has locked it for what.
    """
    held = held_rows(session)
    if (ClaimSet, claim_set_id, _WHOLE) not in held and not _on_sqlite(session):
        with _explained(session, claim_set_id):
            session.execute(select(func.pg_advisory_xact_lock(SETS, claim_set_id)))
    claim_set = session.get(ClaimSet, claim_set_id, with_for_update=True, populate_existing=True)
    if claim_set is None:
        raise NotFound(_("There is no such claim set."))
    if (ClaimSet, claim_set_id, _WHOLE) not in held_rows(session):
        leave_note(session, LockNote(claim_set_id, purpose, actor(session)))
        held_rows(session)[ClaimSet, claim_set_id, _WHOLE] = None
    return claim_set


def complete_in_turn(session: Session, set_claim_id: int) -> None:
    """Let people who may complete a claim do so one after the other.

    Two who submit at once would each see that the other still judges, and neither would count the
    claim. What is asked after this sees what the one before has committed. On SQLite all writers
    wait for each other.
    """
    held = held_rows(session)
    key = (_COMPLETED, set_claim_id)
    if not _on_sqlite(session) and key not in held:
        _COMPLETE.rows(session, completed=_COMPLETED, id=set_claim_id % _MOST_IN_LOCK).one()
        held[key] = None


def held_rows(session: Session) -> dict[tuple[object, ...], object]:
    """Return what this transaction has locked already; a savepoint may give up what it locked
    itself.
    """
    transaction = session.get_nested_transaction() or session.get_transaction()
    kept = session.info.get(_HELD)
    if kept is None or kept[0] is not transaction:
        kept = session.info[_HELD] = (transaction, {})
    held: dict[tuple[object, ...], object] = kept[1]
    return held


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


@contextmanager
def _explained(session: Session, claim_set_id: int | None = None) -> Iterator[None]:
    """Say who holds the set when the database has waited for it in vain."""
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        holder = who_holds(session.get_bind().engine, claim_set_id)
        raise DatabaseLocked(holder, reason=reason_of(error)) from error


def _in_turn(claim_set_id: ColumnElement[int] | InstrumentedAttribute[int]) -> Select[int, None]:
    """Return the id of a set once its advisory lock is shared.

    Inside another statement it comes before the lock of the row, in the same round trip.
    """
    taken = func.pg_advisory_xact_lock_shared(SETS, claim_set_id)
    return select(claim_set_id.label("id"), taken.label("taken"))


# Asked at each save.
_PERSON = Prepared(
    select(User.id).where(User.id == bindparam("id")).with_for_update(key_share=True)
)
_COMPLETE = Prepared(
    select(
        func.pg_advisory_xact_lock(
            bindparam("completed", type_=Integer), bindparam("id", type_=Integer)
        )
    )
)
_ANY_SET = (
    select(ClaimSet)
    .with_for_update(read=True, key_share=True, of=ClaimSet)
    .execution_options(populate_existing=True)
)
_ID = bindparam("id", type_=Integer)
_THEIRS = (
    Assignment.token == bindparam("assignment_id"),
    Assignment.annotator_id == bindparam("annotator_id"),
)
_SET = Prepared(_ANY_SET.where(ClaimSet.id == _ID))
_SET_OF = Prepared(
    _ANY_SET.join(Assignment, Assignment.claim_set_id == ClaimSet.id).where(*_THEIRS)
)
_TURN = _in_turn(_ID).subquery()
_TURN_OF = _in_turn(Assignment.claim_set_id).where(*_THEIRS).subquery()
_SET_IN_TURN = Prepared(_ANY_SET.join(_TURN, _TURN.c.id == ClaimSet.id))
_SET_OF_IN_TURN = Prepared(_ANY_SET.join(_TURN_OF, _TURN_OF.c.id == ClaimSet.id))
