"""The audit log: operations record what they did, and the commit writes it down."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import bindparam, event, func, insert, select
from sqlalchemy.orm import Session

from annotator.actions import Action
from annotator.clock import now
from annotator.hash_chain import (
    BEGINNING,
    EARLIER,
    INSTALLATION,
    Link,
    canonical,
    change,
    digest,
    moment,
)
from annotator.models import AuditEvent
from annotator.storage.statements import Prepared, PreparedChange
from annotator.storage.written_rows import rolled_back, written_rows
from annotator.tokens import new_token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import SessionTransaction

    from annotator.storage.written_rows import SealedRow

_ACTOR, _WAITING, _ANCHORED = "audit actor", "audit events", "audit anchors"
#: With the number of a chain, a lock on PostgreSQL that nothing else takes.
_LOCK = 0x636C6169
#: An event that vouches for more rows is followed by others that vouch for the rest.
MOST_ROWS = 5_000
_ADD = PreparedChange(insert(AuditEvent))
_LAST = Prepared(
    select(AuditEvent.number, AuditEvent.hash, AuditEvent.at)
    .where(AuditEvent.chain == bindparam("chain"))
    .order_by(AuditEvent.number.desc())
    .limit(1)
)


class _Waiting(NamedTuple):
    """An event that waits for the commit, and the savepoint that it goes down with."""

    savepoint: SessionTransaction | None
    fields: dict[str, Any]

    @property
    def chain(self) -> int:
        return self.fields["claim_set_id"] or INSTALLATION


class _End(NamedTuple):
    """The end of a chain."""

    number: int
    hash: str
    at: datetime


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
    """Note what this transaction does; its commit writes it to the end of the set's chain.

    `subject` names what it was done to: “claim 12”, or “judgement” with its token. `before` and
    `after` are what changed in it, and nothing that is secret: no password, nothing of what a
    judgement says. An event with `set_claim_id` is shown once the claim can be read by others.
    Without a set it goes to the chain of the installation. The event vouches for the rows that the
    transaction writes.
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


def anchor_at_commit(session: Session, chain: int) -> None:
    """Write the head that a set's chain has after this commit into the installation's chain."""
    session.info.setdefault(_ANCHORED, set()).add(chain)


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    """Write what waits, as late as can be: others wait from here until the commit is done."""
    if session.in_nested_transaction():
        return
    session.flush()
    rows = written_rows(session)
    anchored: set[int] = session.info.pop(_ANCHORED, set())
    waiting: list[_Waiting] = session.info.pop(_WAITING, [])
    if not waiting and not rows and not anchored:
        return
    if rows:
        waiting = _vouching(session, waiting, rows)
    waiting.sort(key=lambda noted: noted.chain or _LAST_CHAIN)
    heads: dict[str, list[object]] = {}
    for chain, events in groupby(waiting, key=lambda noted: noted.chain):
        if chain == INSTALLATION and anchored:
            break
        end = _append(session, chain, [noted.fields for noted in events])
        heads[str(chain)] = [end.number, end.hash]
    if anchored:
        own = [noted.fields for noted in waiting if noted.chain == INSTALLATION]
        _append(session, INSTALLATION, [*own, _anchor(session, anchored, heads)])


#: Sets in their order, the installation after them: all take the locks in one order.
_LAST_CHAIN = 1 << 62


def _anchor(
    session: Session, chains: set[int], heads: Mapping[str, list[object]]
) -> dict[str, object]:
    found = {str(chain): heads.get(str(chain)) or _head(session, chain) for chain in chains}
    return {
        "actor_id": None,
        "action": Action.HEADS_ANCHORED.value,
        "subject": "heads",
        "claim_set_id": None,
        "set_claim_id": None,
        "change": change(None, {"heads": found}),
    }


def _head(session: Session, chain: int) -> list[object]:
    end = _end(session, chain)
    return [end.number, end.hash]


def _vouching(
    session: Session, waiting: Sequence[_Waiting], rows: Sequence[SealedRow]
) -> list[_Waiting]:
    """Return the events with what they vouch for: all of it in the last one of a set.

    Rows that no event tells of have their own.
    """
    events = [noted for noted in waiting if noted.chain] or list(waiting)
    if not events:
        tables = sorted({row.table for row in rows})
        record(session, Action.ROWS_CHANGED, ", ".join(tables))
        events = session.info.pop(_WAITING)
        waiting = events
    last = events[-1]
    pieces = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]
    rest = [last._replace(fields=_continued(last.fields, piece)) for piece in pieces[:-1]]
    last.fields["vouches"] = seals(pieces[-1])
    place = next(n for n, noted in enumerate(waiting) if noted is last)
    return [*waiting[:place], *rest, *waiting[place:]]


def _continued(fields: Mapping[str, Any], rows: Sequence[SealedRow]) -> dict[str, Any]:
    return {
        **fields,
        "action": Action.ROWS_VOUCHED.value,
        "change": change(None, {"rows": len(rows)}),
        "vouches": seals(rows),
    }


def seals(rows: Sequence[SealedRow]) -> str:
    """Return the rows that an event vouches for as it has them: by table and key."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.table, {})[row.key] = row.text
    return canonical(found)


def _append(session: Session, chain: int, events: Sequence[dict[str, Any]]) -> _End:
    """Add events to the end of a chain, which is locked from here on, and return its end."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK, chain)))
    end = _end(session, chain)
    rows = []
    for fields in events:
        # A clock that was set back does not turn the order of events round.
        at = max(end.at, now())
        link = Link(
            chain=chain,
            number=end.number + 1,
            token=new_token(),
            at=moment(at),
            **{"vouches": "", **fields},
        )
        hash_ = digest(end.hash, link)
        rows.append({**link._asdict(), "at": at, "previous": end.hash, "hash": hash_})
        end = _End(link.number, hash_, at)
    _ADD.apply(session, rows)
    return end


def _end(session: Session, chain: int) -> _End:
    last = _LAST.rows(session, chain=chain).one_or_none()
    if last is not None:
        return _End(last.number, last.hash, last.at)
    earlier = _LAST.rows(session, chain=EARLIER).one_or_none()
    return _End(0, BEGINNING, now()) if earlier is None else _End(0, earlier.hash, earlier.at)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """What was not done is not written."""
    waiting: list[_Waiting] = session.info.pop(_WAITING, [])
    session.info.pop(_ANCHORED, None)
    gone = rolled_back(transaction)
    if gone is not None:
        session.info[_WAITING] = [noted for noted in waiting if noted.savepoint is not gone]
