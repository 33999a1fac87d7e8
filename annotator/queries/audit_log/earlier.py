"""The earlier chain: events from before each set had its own, under the formula that they had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from annotator.actions import Action
from annotator.hash_chain import BEGINNING, EARLIER, EarlierLink, earlier_digest
from annotator.models import AuditEvent
from annotator.queries.audit_log.broken import Broken
from annotator.queries.judging.fingerprints import fingerprints, judgement_ids
from annotator.storage.paging import in_chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    Rows = Sequence[Row[Any]]

CHUNK = 2000
_COLUMNS = tuple(getattr(AuditEvent, name) for name in (*EarlierLink._fields, "previous", "hash"))
_JUDGED = (Action.JUDGEMENT_SUBMITTED.value, Action.JUDGEMENT_REVISED.value)


class EarlierHead(NamedTuple):
    """How many events of the earlier chain hold, and the hash of the last of them."""

    events: int
    hash: str


def verify_earlier(session: Session, *, contents: bool) -> tuple[EarlierHead, Broken | None]:
    """Follow the earlier chain to the first link that does not hold.

    With `contents` each judgement must be what it was when it was recorded.
    """
    head = EarlierHead(0, BEGINNING)
    wanted = select(*_COLUMNS).where(AuditEvent.chain == EARLIER)
    for rows in in_chunks(session, wanted, AuditEvent.number, size=CHUNK):
        for row in rows:
            broken = _break(row, head)
            if broken is not None:
                return head, broken
            head = EarlierHead(row.number, row.hash)
        changed = _first_change(session, rows) if contents else None
        if changed is not None:
            return head, changed
    return head, None


def _break(row: Row[Any], head: EarlierHead) -> Broken | None:
    """Return what is wrong with an event that follows the head."""
    number = head.events + 1
    *fields, named, kept = tuple(row)
    if row.number != number:
        reason = f"it is missing; the next that is there is event {row.number}"
        return Broken(reason, EARLIER, number)
    if named != head.hash:
        return Broken("it names another hash than the event before it has", EARLIER, number)
    if earlier_digest(head.hash, EarlierLink(*fields)) != kept:
        return Broken("its content is not what its hash was made of", EARLIER, number)
    return None


def _first_change(session: Session, rows: Rows) -> Broken | None:
    """Return the first of these events whose judgement is not what it was."""
    judged = {
        str(row.subject).removeprefix("judgement "): row for row in rows if row.action in _JUDGED
    }
    ids = judgement_ids(session, list(judged))
    present = fingerprints(session, list(ids.values()))
    for name, row in judged.items():
        recorded = json.loads(str(row.change))["after"]["fingerprint"]
        if name not in ids or present[ids[name]] != recorded:
            return Broken(f"judgement {name} is not what it was then", EARLIER, row.number)
    return None
