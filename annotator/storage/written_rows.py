"""Which rows a transaction writes, of the tables that the audit log vouches for.

It listens to the sessions of writers, so no operation can forget to say so. Added rows come with
the values that they were added with; changed ones are read once, at the commit.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event, inspect, select, tuple_

from annotator.models.vouched import VOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Delete, Insert, Update
    from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction
    from sqlalchemy.orm import sessionmaker as SessionMaker  # noqa: N812

    from annotator.models.base import Base
    from annotator.models.vouched import VouchedTable

_NOTES, _SEALED = "written rows", "sealed rows"
#: So many keys stand in one statement.
CHUNK = 500


class Wrote(Enum):
    """What a transaction did with a row; the value is the sign of it in an event."""

    ADDED = "+"
    CHANGED = "~"
    REMOVED = "-"
    #: It stood there before, and the event vouches for it from now on.
    WITNESSED = "="


class _Note(NamedTuple):
    savepoint: SessionTransaction | None
    table: VouchedTable
    key: tuple[object, ...]
    wrote: Wrote
    #: A row's object, its values, or nothing where it has to be read.
    source: Base | Mapping[str, object] | None
    changed: frozenset[str]


class SealedRow(NamedTuple):
    """A row as an event vouches for it: the sign of what was done with it, and its seal.

    Behind the seal of a changed row stand the numbers of its changed fields.
    """

    table: str
    key: str
    text: str


def listen(writers: SessionMaker[Session]) -> None:
    """Note from now on what these sessions write."""
    event.listen(writers, "after_flush", _note_flushed)
    event.listen(writers, "do_orm_execute", _note_statement)
    event.listen(writers, "after_soft_rollback", _forget)


def note_rows(session: Session, name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Note rows that are added to a table past the session, with all their values."""
    table = VOUCHED.get(name)
    if table is not None and table.automatic:
        for row in rows:
            _note(session, table, _key(table, row), Wrote.ADDED, _complete(table, row))


def table_of(statement: Insert | Update) -> str:
    """Return the name of the table that a statement writes to."""
    return str(getattr(statement.table, "name", ""))


def refuse_change(statement: Insert | Update) -> None:
    """Refuse a statement past the session that changes what the audit log vouches for."""
    table = VOUCHED.get(table_of(statement))
    if table is None or statement.is_insert:
        return
    changed = _named(statement)
    if changed.intersection(table.fields):
        raise TypeError(f"Change {table.name} by its objects, or by a statement of the session.")


def witness(session: Session, *rows: Base) -> None:
    """Let this transaction's event vouch for rows that were there before."""
    for row in rows:
        table = VOUCHED[str(row.__tablename__)]
        _note(session, table, _key(table, row.__dict__), Wrote.WITNESSED, row)


def vouch_for(session: Session, rows: Iterable[SealedRow]) -> None:
    """Let this transaction's event vouch for rows sealed before, unless it writes them."""
    session.info.setdefault(_SEALED, []).extend(rows)


def written_rows(session: Session) -> list[SealedRow]:
    """Return each row that the transaction wrote once, as it is now, and forget the notes."""
    notes: list[_Note] = session.info.pop(_NOTES, [])
    sealed: list[SealedRow] = session.info.pop(_SEALED, [])
    merged: dict[tuple[str, tuple[object, ...]], _Note] = {}
    for note in notes:
        place = note.table.name, note.key
        if (joined := _joined(merged.pop(place, None), note)) is not None:
            merged[place] = joined
    read = _read(session, [note for note in merged.values() if _has_to_be_read(note)])
    found = {}
    for place, note in merged.items():
        values = _values(note) if place not in read else read[place]
        # Without values, a row of another transaction was in its place.
        if values is not None or note.wrote is Wrote.REMOVED:
            key = "/".join(map(str, note.key))
            found[note.table.name, key] = SealedRow(note.table.name, key, _text(note, values))
    return [*found.values(), *(row for row in sealed if (row.table, row.key) not in found)]


def _text(note: _Note, values: Mapping[str, object] | None) -> str:
    if values is None:
        return note.wrote.value
    text = note.wrote.value + note.table.seal_of(values).text
    if note.wrote is not Wrote.CHANGED:
        return text
    changed = [n for n, name in enumerate(note.table.fields) if name in note.changed]
    return f"{text} {','.join(map(str, changed))}"


def _joined(before: _Note | None, note: _Note) -> _Note | None:
    """Return what two notes on one row say together."""
    if before is None:
        return note
    if note.wrote is Wrote.REMOVED:
        return None if before.wrote is Wrote.ADDED else note
    if before.wrote is Wrote.REMOVED:
        # Removed and added again: the row is there, with other fields.
        return note._replace(wrote=Wrote.CHANGED, changed=frozenset(note.table.fields))
    if note.wrote is Wrote.WITNESSED:
        return before
    if before.wrote is Wrote.ADDED:
        return note._replace(wrote=Wrote.ADDED, changed=frozenset())
    return note._replace(wrote=Wrote.CHANGED, changed=before.changed | note.changed)


def _has_to_be_read(note: _Note) -> bool:
    if note.wrote is Wrote.REMOVED:
        return False
    # A changed row may have fields that another transaction changed since it was loaded.
    return note.source is None or note.wrote is Wrote.CHANGED


def _values(note: _Note) -> Mapping[str, object] | None:
    source = note.source
    if source is None or hasattr(source, "keys"):
        return source  # type: ignore[return-value]
    return source.__dict__


def _read(
    session: Session, notes: Sequence[_Note]
) -> dict[tuple[str, tuple[object, ...]], Mapping[str, object] | None]:
    keys: dict[str, list[tuple[object, ...]]] = {}
    for note in notes:
        keys.setdefault(note.table.name, []).append(note.key)
    found: dict[tuple[str, tuple[object, ...]], Mapping[str, object] | None] = {
        (note.table.name, note.key): None for note in notes
    }
    for name, wanted in keys.items():
        for start in range(0, len(wanted), CHUNK):
            for row in rows_by_key(session, VOUCHED[name], wanted[start : start + CHUNK]):
                found[name, _key(VOUCHED[name], row)] = row
    return found


def rows_by_key(
    session: Session, table: VouchedTable, keys: Sequence[tuple[object, ...]]
) -> list[Mapping[str, object]]:
    """Return these rows of a table, each with its key and the fields that are covered."""
    columns = table.source.c
    by = [columns[name] for name in table.key]
    those = by[0].in_([key[0] for key in keys]) if len(by) == 1 else tuple_(*by).in_(keys)
    wanted = select(*(columns[name] for name in table.columns)).where(those)
    return [dict(row) for row in session.connection().execute(wanted).mappings()]


def _note(
    session: Session,
    table: VouchedTable,
    key: tuple[object, ...],
    wrote: Wrote,
    source: Base | Mapping[str, object] | None = None,
    changed: frozenset[str] = frozenset(),
) -> None:
    notes = session.info.setdefault(_NOTES, [])
    notes.append(_Note(session.get_nested_transaction(), table, key, wrote, source, changed))


def _key(table: VouchedTable, values: Mapping[str, object]) -> tuple[object, ...]:
    try:
        return tuple([values[name] for name in table.key])
    except KeyError as missing:
        raise TypeError(
            f"Add rows of {table.name} by their objects, or with their keys: {missing}."
        ) from missing


def _complete(table: VouchedTable, row: Mapping[str, object]) -> Mapping[str, object]:
    """Return a row with nothing for the columns that it was added without."""
    return row if row.keys() >= set(table.fields) else dict.fromkeys(table.fields) | dict(row)


def _note_flushed(session: Session, _flush: UOWTransaction) -> None:
    for row in session.new:
        table = VOUCHED.get(str(row.__tablename__))
        if table is not None and table.automatic:
            loaded = row.__dict__.keys() >= set(table.fields)
            key = _key(table, row.__dict__)
            _note(session, table, key, Wrote.ADDED, row if loaded else None)
    for row in session.dirty:
        table = VOUCHED.get(str(row.__tablename__))
        if table is None:
            continue
        changed = frozenset(inspect(row).committed_state).intersection(table.fields)
        if changed:
            _note(session, table, _key(table, row.__dict__), Wrote.CHANGED, None, changed)
    for row in session.deleted:
        table = VOUCHED.get(str(row.__tablename__))
        if table is not None:
            _note(session, table, _key(table, row.__dict__), Wrote.REMOVED)


def _note_statement(state: ORMExecuteState) -> None:
    """Note what a statement past the unit of work writes; before it is executed."""
    if state.is_select:
        return
    statement: Any = state.statement
    table = VOUCHED.get(getattr(getattr(statement, "table", None), "name", ""))
    if table is None:
        return
    if state.is_insert:
        _note_insert(state.session, table, statement, state.parameters)
    elif state.is_update:
        if changed := _named(statement).intersection(table.fields):
            _note_where(state, table, statement, Wrote.CHANGED, changed)
    elif state.is_delete:
        _note_where(state, table, statement, Wrote.REMOVED)


def _named(statement: Insert | Update) -> frozenset[str]:
    """Return the columns that a statement gives values."""
    values: Any = statement._values or ()  # noqa: SLF001
    return frozenset(str(getattr(column, "key", column)) for column in values)


def _note_insert(session: Session, table: VouchedTable, statement: Insert, parameters: Any) -> None:
    if not table.automatic:
        return
    rows = parameters if isinstance(parameters, list) else [parameters]
    if not parameters:
        rows = [statement.compile().params]
    for row in rows:
        # Of two who add one row at once, the other may be the first.
        theirs = statement._post_values_clause is not None and not table.repeats  # noqa: SLF001
        source = None if theirs else _complete(table, row)
        _note(session, table, _key(table, row), Wrote.ADDED, source)


def _note_where(
    state: ORMExecuteState,
    table: VouchedTable,
    statement: Update | Delete,
    wrote: Wrote,
    changed: frozenset[str] = frozenset(),
) -> None:
    mapper = state.bind_mapper
    model: Any = mapper.class_ if mapper is not None else table.model
    wanted = select(*(getattr(model, name) for name in table.key))
    session = state.session
    session.flush()
    for row in session.execute(wanted.where(*statement._where_criteria), state.parameters):  # noqa: SLF001
        _note(session, table, tuple(row), wrote, None, changed)


def _forget(session: Session, transaction: SessionTransaction) -> None:
    notes: list[_Note] = session.info.pop(_NOTES, [])
    session.info.pop(_SEALED, None)
    gone = rolled_back(transaction)
    session.info[_NOTES] = [] if gone is None else [n for n in notes if n.savepoint is not gone]


def rolled_back(transaction: SessionTransaction) -> SessionTransaction | None:
    """Return the savepoint that a rollback goes back to, None for the whole transaction.

    A flush that fails is a transaction inside of either.
    """
    found: SessionTransaction | None = transaction
    while found is not None and not found.nested:
        found = found.parent
    return found
