"""Verification of the audit log: each link of its chain, and the judgements it speaks of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator.actions import Action
from annotator.hash_chain import BEGINNING, Link, digest
from annotator.models import AuditEvent
from annotator.queries.judging.fingerprints import fingerprints, judgement_ids
from annotator.storage.paging import in_chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    Rows = Sequence[Row[Any]]

CHUNK = 2000
_COLUMNS = tuple(getattr(AuditEvent, name) for name in (*Link._fields, "previous", "hash"))
_JUDGED = (Action.JUDGEMENT_SUBMITTED.value, Action.JUDGEMENT_REVISED.value)
CUT = (
    "no event has the hash that you kept: the newest events were removed, or the log was rewritten"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold, and what is wrong with it."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many events hold, the hash of the last of them, and what breaks after it."""

    holding: int
    last: str
    broken: Broken | None


def verify(session: Session, *, kept: str | None = None, judgements: bool = False) -> Verification:
    """Follow the chain from its beginning to the first link that does not hold.

    `kept` is a hash that was printed earlier: an event must still have it, or the end of the trail
    is gone. With `judgements` each judgement must be what it was when it was recorded.
    """
    holding, last, found = 0, BEGINNING, kept in (None, BEGINNING)
    # From no number on: one below the first stands there as well.
    for rows in in_chunks(session, select(*_COLUMNS), AuditEvent.number, size=CHUNK):
        broken, held = _first_break(rows, holding, last), rows
        if broken is not None:
            held = rows[: max(0, broken.number - holding - 1)]
        changed = _first_change(session, held) if judgements else None
        if changed is not None:
            broken, held = changed, held[: changed.number - holding - 1]
        if held:
            found = found or any(row.hash == kept for row in held)
            holding, last = held[-1].number, held[-1].hash
        if broken is not None:
            return Verification(holding, last, broken)
    return Verification(holding, last, None if found else Broken(holding + 1, CUT))


def _first_break(rows: Rows, number: int, previous: str) -> Broken | None:
    """Return the first of these rows that does not follow the one before it."""
    for row in rows:
        number += 1
        *fields, named, kept = tuple(row)
        if row.number != number:
            return Broken(number, f"it is missing; the next that is there is event {row.number}")
        if named != previous:
            return Broken(number, "it names another hash than the event before it has")
        if digest(previous, Link(*fields)) != kept:
            return Broken(number, "its content is not what its hash was made of")
        previous = kept
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
            return Broken(row.number, f"judgement {name} is not what it was then")
    return None
