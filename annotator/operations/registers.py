"""Rows that are kept once and found again: outlets, agents, sources, their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, Passage, Snapshot, Source

    Register = type[Agent] | type[Outlet] | type[Passage] | type[Snapshot] | type[Source]

_INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def registered(
    session: Session, register: Register, unique: Mapping[str, object], **rest: object
) -> int:
    """The id of the row that has these unique values: one that is there, else a new one.

    Somebody else may add the same row between looking and adding: then theirs is taken.
    """
    same = select(register.id).filter_by(**unique)
    known = session.scalar(same)
    if known is not None:
        return known
    insert = _INSERT[session.get_bind().dialect.name]
    row = insert(register.__table__).values(**unique, **rest).on_conflict_do_nothing()
    made = session.scalar(row.returning(register.__table__.c.id))
    return session.scalars(same).one() if made is None else int(made)
