"""The audit log: operations record what they did, and the commit writes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from annotator.clock import now
from annotator.hash_chain import BEGINNING, Link, change, digest
from annotator.models import AuditEvent
from annotator.storage.statements import Prepared, PreparedChange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import SessionTransaction

    from annotator.actions import Action

_ACTOR, _WAITING = "audit actor", "audit events"
#: One number for all who add to the chain on PostgreSQL; nothing else takes it.
_LOCK = 0x636C61696D626F6F
_ADD = PreparedChange(insert(AuditEvent))
_LAST = Prepared(
    select(AuditEvent.number, AuditEvent.hash, AuditEvent.at)
    .order_by(AuditEvent.number.desc())
    .limit(1)
)


class _Waiting(NamedTuple):
    """An event that waits for the commit, and the savepoint that it goes down with."""

    savepoint: SessionTransaction | None
    fields: dict[str, Any]


def act_as(session: Session, user_id: int | None) -> None:
    """Say who does whatever this session does, where an operation does not know it better."""
    session.info[_ACTOR] = user_id


def actor(session: Session) -> int | None:
    """Return the user whom `act_as` named; None for a command."""
    return cast("int | None", session.info.get(_ACTOR))


def record(
    session: Session,
    action: Action,
    subject: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    by: int | None = None,
    claim_set_id: int | None = None,
    set_claim_id: int | None = None,
) -> None:
    """Note what this transaction does; its commit writes it to the end of the trail.

    `subject` names what it was done to: “claim 12”, or “judgement” with its token. `before` and
    `after` are what changed in it, and nothing that is secret: no password, nothing of what a
    judgement says. An event with `set_claim_id` is shown once the claim can be read by others.
    """
    fields = {
        "actor_id": actor(session) if by is None else by,
        "action": action.value,
        "subject": subject,
        "claim_set_id": claim_set_id,
        "set_claim_id": set_claim_id,
        "change": change(before, after),
    }
    waiting = session.info.setdefault(_WAITING, [])
    waiting.append(_Waiting(session.get_nested_transaction(), fields))


def record_difference(
    session: Session,
    action: Action,
    subject: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    **where: int | None,
) -> None:
    """Note those of the fields that differ; nothing where none does."""
    changed = [name for name, value in after.items() if before.get(name) != value]
    if changed:
        record(
            session,
            action,
            subject,
            before={name: before.get(name) for name in changed},
            after={name: after[name] for name in changed},
            **where,
        )


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    """Write what waits, as late as can be: others wait from here until the commit is done."""
    if session.in_nested_transaction() or not session.info.get(_WAITING):
        return
    session.flush()
    waiting: list[_Waiting] = session.info.pop(_WAITING)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    last = _LAST.rows(session).one_or_none()
    number, previous, at = (last.number, last.hash, last.at) if last else (0, BEGINNING, now())
    rows = []
    for fields in (noted.fields for noted in waiting):
        # A clock that was set back does not turn the order of events round.
        number, at = number + 1, max(at, now())
        link = Link(number=number, at=at, **fields)
        row = {**link._asdict(), "previous": previous, "hash": digest(previous, link)}
        previous = row["hash"]
        rows.append(row)
    _ADD.apply(session, rows)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """What was not done is not written."""
    waiting: list[_Waiting] = session.info.pop(_WAITING, [])
    if transaction.nested:
        session.info[_WAITING] = [noted for noted in waiting if noted.savepoint is not transaction]
