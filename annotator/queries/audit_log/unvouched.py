"""Rows that a release rests on and that its set's chain does not vouch for."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import AuditEvent
from annotator.models.vouched import VOUCHED
from annotator.queries.audit_log.contents import chunks_of
from annotator.queries.audit_log.heads import heads
from annotator.queries.audit_log.ledger import Ledger
from annotator.queries.audit_log.scope import resting
from annotator.storage.paging import in_chunks
from annotator.storage.written_rows import SealedRow, Wrote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class UnvouchedRows:
    """Rows that no event of the set speaks of, sealed as they are; `heads` say when."""

    rows: tuple[SealedRow, ...]
    heads: Mapping[int, tuple[int, str]]

    def present(self, session: Session) -> list[SealedRow]:
        """Return those of which no later event speaks: what it says is newer."""
        newer = set(self._spoken_of_since(session))
        return [row for row in self.rows if (row.table, row.key) not in newer]

    def _spoken_of_since(self, session: Session) -> Iterator[tuple[str, str]]:
        for chain, (number, _) in heads(session).items():
            seen = self.heads.get(chain, (0, ""))[0]
            if number == seen:
                continue
            later = (AuditEvent.chain == chain) & (AuditEvent.number > seen)
            for vouches in session.scalars(select(AuditEvent.vouches).where(later)):
                for table, rows in json.loads(vouches or "{}").items():
                    yield from ((table, key) for key in rows)


def unvouched_rows(session: Session, claim_set_id: int) -> UnvouchedRows:
    """Return the rows that a set rests on and that no event of its chain speaks of."""
    with closing(Ledger()) as ledger:
        own = select(AuditEvent.number, AuditEvent.token, AuditEvent.vouches).where(
            AuditEvent.chain == claim_set_id, AuditEvent.vouches != ""
        )
        for rows in in_chunks(session, own, AuditEvent.number, size=CHUNK):
            for row in rows:
                ledger.take(claim_set_id, row.token, row.vouches)
        found = tuple(_unvouched(session, ledger, claim_set_id))
    return UnvouchedRows(found, heads(session))


def _unvouched(session: Session, ledger: Ledger, claim_set_id: int) -> Iterator[SealedRow]:
    for table in VOUCHED.values():
        for rows in chunks_of(session, table, resting(table, claim_set_id)):
            known = ledger.of(table.name, [key for key, _ in rows])
            for key, values in rows:
                if key not in known:
                    sealed = Wrote.WITNESSED.value + table.seal_of(values).text
                    yield SealedRow(table.name, key, sealed)
