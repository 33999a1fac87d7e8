"""Rows that are kept once and found again: outlets, agents, sources, their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from annotator.operations.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, Passage, Snapshot, Source

    Register = type[Agent] | type[Outlet] | type[Passage] | type[Snapshot] | type[Source]
    Key = tuple[object, ...]


def registered(
    session: Session, register: Register, unique: Mapping[str, object], **rest: object
) -> int:
    """The id of the row that has these unique values: one that is there, else a new one."""
    return all_registered(session, register, tuple(unique), [{**unique, **rest}])[0]


def all_registered(
    session: Session,
    register: Register,
    unique: Sequence[str],
    rows: Sequence[Mapping[str, object]],
) -> list[int]:
    """The ids of rows, in their order, by the names of their unique columns.

    Somebody else may add the same row between looking and adding: then theirs is taken.
    """
    keys = [tuple(row[name] for name in unique) for row in rows]
    # Of two rows alike the first is kept.
    wanted = dict(zip(reversed(keys), reversed(rows), strict=True))
    found = _known(session, register, unique, wanted)
    if new := [row for key, row in wanted.items() if key not in found]:
        table = register.__table__
        columns = (table.c.id, *(table.c[name] for name in unique))
        adding = insert_into(session, register).on_conflict_do_nothing().returning(*columns)
        # In one order for all: who adds the same rows at the same time waits in a line.
        made = session.execute(adding, sorted(new, key=lambda row: str([*map(row.get, unique)])))
        found |= {tuple(key): number for number, *key in made}
    if theirs := [key for key in wanted if key not in found]:
        found |= _known(session, register, unique, theirs)
    return [found[key] for key in keys]


def _known(
    session: Session, register: Register, unique: Sequence[str], keys: Collection[Key]
) -> dict[Key, int]:
    """The ids of the rows that are there, by their keys."""
    if not keys:
        return {}
    columns = [getattr(register, name) for name in unique]
    same = [
        and_(*(column == value for column, value in zip(columns, key, strict=True))) for key in keys
    ]
    rows = session.execute(select(register.id, *columns).where(or_(*same)))
    return {tuple(key): number for number, *key in rows}
