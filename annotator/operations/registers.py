"""Rows that are kept once and found again: outlets, agents, sources, their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, Passage, Snapshot, Source


def registered(
    session: Session, row: Agent | Outlet | Passage | Snapshot | Source, **unique: object
) -> int:
    """The id of the row that has these unique values: one that is there, else this new one.

    On PostgreSQL somebody else may add the same row between looking and adding; the savepoint
    lets us take theirs.
    """
    same = select(type(row).id).filter_by(**unique)
    known = session.scalar(same)
    if known is not None:
        return known
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return session.scalars(same).one()
    return row.id
