"""Rows that are kept once and found again: sources, their texts, names.

Speakers and outlets are found by `operations.names`, which knows their further names.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_, select

from annotator.storage.statements import Prepared
from annotator.storage.upserts import insert_on
from annotator.storage.written_rows import note_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, Passage, Snapshot, Source

    Register = type[Passage] | type[Snapshot] | type[Source]
    AnyRegister = Register | type[Agent] | type[Outlet]
    Key = tuple[object, ...]


def registered(
    session: Session, register: Register, unique: Mapping[str, object], **rest: object
) -> int:
    """Return the id of the row that has these unique values: one that is there, else a new one."""
    return all_registered(session, register, tuple(unique), [{**unique, **rest}])[0]


def all_registered(
    session: Session,
    register: AnyRegister,
    unique: tuple[str, ...],
    rows: Sequence[Mapping[str, object]],
) -> list[int]:
    """Return the ids of rows, in their order, by the names of their unique columns.

    Another transaction may add the same row between looking and adding: then theirs is taken.
    """
    keys = [tuple(row[name] for name in unique) for row in rows]
    # Of two rows alike the first is kept.
    wanted = dict(zip(reversed(keys), reversed(rows), strict=True))
    found = _known(session, register, unique, wanted)
    if new := [row for key, row in wanted.items() if key not in found]:
        adding = _adding(session.get_bind().dialect.name, register, unique)
        # In one order for all: who adds the same rows at the same time waits in a line.
        new.sort(key=lambda row: str([*map(row.get, unique)]))
        made = {tuple(key): number for number, *key in session.connection().execute(adding, new)}
        added = [{"id": number, **wanted[key]} for key, number in made.items()]
        note_rows(session, str(register.__tablename__), added)
        found |= made
    if theirs := [key for key in wanted if key not in found]:
        found |= _known(session, register, unique, theirs)
    return [found[key] for key in keys]


def _known(
    session: Session, register: AnyRegister, unique: tuple[str, ...], keys: Collection[Key]
) -> dict[Key, int]:
    """Return the ids of the rows that are there, by their keys."""
    if not keys:
        return {}
    lacking = tuple(tuple(value is None for value in key) for key in keys)
    values = {
        _value(n, at): value
        for n, key in enumerate(keys)
        for at, value in enumerate(key)
        if value is not None
    }
    rows = _these(register, unique, lacking).rows(session, **values)
    return {tuple(key): number for number, *key in rows}


# One for each kind of rows.
@functools.lru_cache
def _adding(database: str, register: AnyRegister, unique: tuple[str, ...]) -> Any:
    table = register.__table__
    columns = (table.c.id, *(table.c[name] for name in unique))
    return insert_on(database, register).on_conflict_do_nothing().returning(*columns)


@functools.lru_cache
def _these(
    register: AnyRegister, unique: tuple[str, ...], lacking: tuple[tuple[bool, ...], ...]
) -> Prepared[*tuple[Any, ...]]:
    """Return the statement for rows of so many keys; a value that is `lacking` is null."""
    columns = [getattr(register, name) for name in unique]
    same = [
        and_(
            *(
                column.is_(None) if null else column == bindparam(_value(n, at), type_=column.type)
                for at, (column, null) in enumerate(zip(columns, key, strict=True))
            )
        )
        for n, key in enumerate(lacking)
    ]
    return Prepared(select(register.id, *columns).where(or_(*same)))


def _value(key: int, column: int) -> str:
    return f"value_{key}_{column}"
