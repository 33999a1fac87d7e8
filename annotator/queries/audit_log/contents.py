"""Rows as the database holds them now, against what the last event that speaks of each vouches for.

Rows stream: memory does not grow with them.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from annotator.hash_chain import parsed_seal
from annotator.models.vouched import VOUCHED
from annotator.queries.audit_log.broken import BadRow, Broken
from annotator.queries.audit_log.ledger import difference
from annotator.queries.audit_log.scope import resting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.models.vouched import VouchedTable
    from annotator.queries.audit_log.ledger import Ledger, Vouched

#: Rows that are read at once; texts and pieces of files are long.
CHUNK, LONG = 500, 20
_LONG = ("document", "snapshot", "release", "release_piece")
REMOVED = "it was removed, and no event says so"
ADDED = "it was added, and no event says so"

Row = tuple[str, "Mapping[str, object]"]


class Unvouched(NamedTuple):
    """A row that no event speaks of."""

    table: VouchedTable
    key: str
    values: Mapping[str, object]


def compared(
    session: Session, ledger: Ledger, claim_set_id: int | None
) -> Iterator[Broken | Unvouched]:
    """Yield what differs, table by table: rows of one set and what it rests on, or all rows."""
    for table in VOUCHED.values():
        where = None if claim_set_id is None else resting(table, claim_set_id)
        for rows in chunks_of(session, table, where):
            known = ledger.of(table.name, [key for key, _ in rows])
            ledger.see(table.name, list(known))
            for key, values in rows:
                found = _compare(table, key, values, known.get(key))
                if found is not None:
                    yield found
        yield from _unseen(session, ledger, table, claim_set_id)


def strays(session: Session, ledger: Ledger, claim_set_id: int, *, own: bool) -> Broken | None:
    """Return the first row that a set rests on and that no event speaks of.

    With `own`, only of the tables whose rows belong to one set.
    """
    for table in VOUCHED.values():
        if (own and not table.of_set) or not table.automatic:
            continue
        for rows in chunks_of(session, table, resting(table, claim_set_id), table.key):
            known = ledger.of(table.name, [key for key, _ in rows])
            for key, _ in rows:
                if key not in known:
                    return Broken(ADDED, row=BadRow(table.name, key))
    return None


def _compare(
    table: VouchedTable, key: str, values: Mapping[str, object], vouched: Vouched | None
) -> Broken | Unvouched | None:
    if vouched is None:
        return Unvouched(table, key, values) if table.automatic else None
    if vouched.is_gone:
        reason = f"event {vouched.event} removed it, and it is there again"
        return Broken(reason, row=BadRow(table.name, key))
    present = table.seal_of(values)
    text = present.text
    if text == vouched.seal:
        return None
    covered = parsed_seal(vouched.seal).fields
    if covered < len(table.fields):
        # The event is from before the last columns.
        present = table.seal_of(values, covered)
        if present.text == vouched.seal:
            return None
    return difference(table.name, key, vouched, present)


def _unseen(
    session: Session, ledger: Ledger, table: VouchedTable, claim_set_id: int | None
) -> Iterator[Broken]:
    """Yield the rows that events of the chain vouch for, and that stand elsewhere or nowhere."""
    unseen = dict(ledger.unseen(table.name, claim_set_id))
    if not unseen:
        return
    for rows in chunks_of(session, table, None) if claim_set_id is not None else ():
        for key, values in rows:
            vouched = unseen.pop(key, None)
            found = _compare(table, key, values, vouched) if vouched else None
            if isinstance(found, Broken):
                yield found
    for key in unseen:
        yield Broken(REMOVED, row=BadRow(table.name, key))


def chunks_of(
    session: Session,
    table: VouchedTable,
    where: ColumnElement[bool] | None,
    names: Sequence[str] | None = None,
) -> Iterator[list[Row]]:
    """Yield rows with their keys, in the order of these; by default with what is covered."""
    columns = table.source.c
    names = names or table.columns
    wanted = select(*(columns[name] for name in names))
    if where is not None:
        wanted = wanted.where(where)
    size = LONG if table.name in _LONG else CHUNK
    wanted = wanted.order_by(*(columns[name] for name in table.key))
    connection, how = session.connection(), {"yield_per": size}
    with closing(connection.execute(wanted, execution_options=how)) as result:
        for part in result.partitions(size):
            rows = [dict(zip(names, row, strict=True)) for row in part]
            yield [(table.key_of(row), row) for row in rows]
