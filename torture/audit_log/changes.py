"""Changes by SQL to rows that a release rests on, once the database guards nothing any more."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Enum, Float, Integer, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from annotator.models import Base, ClaimSet
from annotator.models.base import UTCDateTime
from annotator.models.vouched import VOUCHED
from annotator.queries.audit_log.heads import heads
from annotator.queries.audit_log.scope import resting
from annotator.queries.audit_log.verification import verify
from benchmarks.desk.databases import SQLite, databases
from benchmarks.desk.round import opened
from tests.migrations.rows import fill
from tests.releasing import release
from tests.world import World
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Column, Executable

    from annotator.models.vouched import VouchedTable
    from annotator.queries.audit_log.broken import Broken
    from annotator.queries.audit_log.heads import Heads
    from annotator.storage.database import Database

#: A short round makes every so many-th change.
SPARSE = 48
FEWEST = 40
AWAY = 1000


@dataclass(frozen=True)
class Change:
    """A change with the row that must be named, or an event that is missing or another one."""

    words: str
    make: Callable[[Session], object]
    table: str | None = None
    key: str | None = None
    field: str | None = None

    def is_named(self, found: Broken | None) -> bool:
        """Return True if a verification names what was changed."""
        if found is None:
            return False
        if self.table is None:
            return found.row is None
        row = found.row
        named = row is not None and (row.table, row.key) == (self.table, self.key)
        return named and (self.field is None or row is None or row.field == self.field)


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield how many changes are found and named, on each database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if short:
            yield _figure("SQLite", SQLite(folder).empty(), sparse=SPARSE)
            return
        with databases(folder) as kinds:
            for kind in kinds:
                yield _figure(kind.name, kind.empty(), sparse=1)


def _figure(kind: str, address: str, *, sparse: int) -> Figure:
    with opened(address) as database:
        sets = _released(database)
        with _without_guards(database) as session:
            kept = heads(session)
            _refuse_alarm(session, kept, sets)
            changes = [(one, of_set) for of_set in sets for one in _changes(session, of_set)]
            named = [
                (change, _named(session, change, kept, of_set))
                for change, of_set in changes[::sparse]
            ]
    made = [change.words for change, found in named if found is not None]
    missed = [change.words for change, found in named if found is False]
    return Figure(
        f"{kind}: changes by SQL that are found, with the row named",
        "all, 40 or more" if sparse == 1 else "all",
        f"{len(made) - len(missed)} of {len(made)}"
        + (f"; missed: {', '.join(missed)}" if missed else ""),
        not missed and len(made) >= (FEWEST if sparse == 1 else 1),
    )


def _released(database: Database) -> list[int]:
    """Release two sets that have every kind of row, after all that is done with them."""
    world = World(database)
    fill(world)
    with world.reading() as session:
        sets = session.scalars(select(ClaimSet.id).order_by(ClaimSet.id)).all()
    released = [sets[0], sets[2]]
    for claim_set_id in released:
        release(world, claim_set_id)
    return released


@contextmanager
def _without_guards(database: Database) -> Iterator[Session]:
    """Yield a session of an owner who switched off triggers, foreign keys and checks."""
    with database.migrating() as connection:
        on_sqlite = database.on_sqlite
        if on_sqlite:
            connection.connection.cursor().execute("PRAGMA ignore_check_constraints=ON")
        with Session(connection) as session:
            _drop_triggers(session, on_sqlite=on_sqlite)
            yield session
            session.rollback()
        if on_sqlite:
            connection.connection.cursor().execute("PRAGMA ignore_check_constraints=OFF")


def _drop_triggers(session: Session, *, on_sqlite: bool) -> None:
    if on_sqlite:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in names.all():
            session.execute(text(f"DROP TRIGGER {name}"))
        return
    for table in Base.metadata.tables:
        session.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL'))


def _refuse_alarm(session: Session, kept: Heads, sets: Sequence[int]) -> None:
    for only in (None, *sets):
        found = verify(session, contents=True, heads=kept, claim_set_id=only)
        if found.broken is not None:
            raise AssertionError(f"a false alarm: {found.broken.words}")


def _named(session: Session, change: Change, kept: Heads, claim_set_id: int) -> bool | None:
    """Return True if a change is found and named, None if the database refused it."""
    savepoint = session.begin_nested()
    try:
        change.make(session)
    except DBAPIError:
        savepoint.rollback()
        return None
    whole = verify(session, contents=True, heads=kept)
    alone = verify(session, contents=True, heads=kept, claim_set_id=claim_set_id)
    savepoint.rollback()
    return change.is_named(whole.broken) and change.is_named(alone.broken)


def _changes(session: Session, claim_set_id: int) -> Iterator[Change]:
    """Yield changes of each column, removals, additions, exchanges, and cuts of the log."""
    for table in VOUCHED.values():
        rows = _rows(session, table, claim_set_id)
        if not rows:
            continue
        row = rows[len(rows) // 2]
        for field in table.fields:
            if field not in table.key:
                yield _other_value(table, row, field)
        yield _removal(table, row)
        if table.of_set and "position" in table.columns:
            yield _addition(session, table, row)
        if len(rows) > 1:
            yield from _exchange(table, rows[0], rows[-1])
    yield from _cuts(session, claim_set_id)


def _rows(session: Session, table: VouchedTable, claim_set_id: int) -> list[dict[str, Any]]:
    source = table.source
    order = [source.c[name] for name in table.key]
    wanted = select(source).where(resting(table, claim_set_id)).order_by(*order)
    return [dict(row) for row in session.connection().execute(wanted).mappings()]


def _where(table: VouchedTable, row: dict[str, Any]) -> list[Any]:
    return [table.source.c[name] == row[name] for name in table.key]


def _other_value(table: VouchedTable, row: dict[str, Any], field: str) -> Change:
    source = table.source
    value = _other(source.c[field], row[field])
    statement = update(source).where(*_where(table, row)).values({field: value})
    return Change(
        f"{table.name}.{field}",
        _executing(statement),
        table.name,
        table.key_of(row),
        field,
    )


def _other(column: Column[Any], value: Any) -> Any:
    """Return another value that the database takes, if there is one."""
    kind = column.type
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return next(one for one in kind.enum_class if one is not value)
    if isinstance(kind, Boolean):
        return not value
    if isinstance(kind, Float):
        return (value or 0.5) / 2
    if isinstance(kind, Integer):
        return (value or AWAY) + 1
    if isinstance(kind, UTCDateTime):
        return (value or datetime(2020, 1, 1, tzinfo=UTC)) + timedelta(seconds=1)
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    text = value or "https://other.example/"
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def _removal(table: VouchedTable, row: dict[str, Any]) -> Change:
    statement = delete(table.source).where(*_where(table, row))
    return Change(
        f"{table.name}: a row removed",
        _executing(statement),
        table.name,
        table.key_of(row),
    )


def _addition(session: Session, table: VouchedTable, row: dict[str, Any]) -> Change:
    source = table.source
    new = {**row, "position": (row["position"] or 0) + AWAY}
    if "id" in row:
        new["id"] = (session.connection().scalar(select(func.max(source.c.id))) or 0) + AWAY
    new |= {name: f"{new[name]:0<24}"[::-1] for name in ("token",) if name in new}
    statement = insert(source).values(new)
    return Change(
        f"{table.name}: a row added",
        _executing(statement),
        table.name,
        table.key_of(new),
    )


def _exchange(table: VouchedTable, one: dict[str, Any], other: dict[str, Any]) -> Iterator[Change]:
    """Yield the exchange of one field between two rows: the first of them is the one named."""
    source = table.source
    fields = [name for name in table.fields if name not in table.key and one[name] != other[name]]
    unique = {c.name for index in source.constraints for c in getattr(index, "columns", ())}
    for field in [name for name in fields if name not in unique][:1]:

        def make(session: Session, field: str = field) -> None:
            for row, value in ((one, other[field]), (other, one[field])):
                statement = update(source).where(*_where(table, row)).values({field: value})
                session.connection().execute(statement)

        first = min((one, other), key=lambda row: [row[name] for name in table.key])
        yield Change(
            f"{table.name}.{field}: exchanged", make, table.name, table.key_of(first), field
        )


def _cuts(session: Session, claim_set_id: int) -> Iterator[Change]:
    """Yield changes of the log itself: cut, thinned, rewritten."""
    event = Base.metadata.tables["audit_event"]
    for chain, (number, _) in heads(session).items():
        if chain not in (0, claim_set_id):
            continue
        of_chain = event.c.chain == chain
        for words, statement in (
            ("the newest event cut", delete(event).where(of_chain, event.c.number == number)),
            ("half of the events cut", delete(event).where(of_chain, event.c.number > number // 2)),
            ("an event removed", delete(event).where(of_chain, event.c.number == number // 2)),
            ("all events removed", delete(event).where(of_chain)),
            (
                "an event that vouches for nothing",
                update(event).where(of_chain, event.c.number == number - 1).values(vouches="{}"),
            ),
            (
                "another actor",
                update(event).where(of_chain, event.c.number == number - 1).values(actor_id=AWAY),
            ),
        ):
            yield Change(f"chain {chain}: {words}", _executing(statement))


def _executing(statement: Executable) -> Callable[[Session], object]:
    return lambda session: session.connection().execute(statement)
