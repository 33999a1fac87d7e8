"""Rows that are kept once and found again: outlets, agents, sources, their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.operations.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, Passage, Snapshot, Source

    Register = type[Agent] | type[Outlet] | type[Passage] | type[Snapshot] | type[Source]


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
    row = insert_into(session, register).values(**unique, **rest).on_conflict_do_nothing()
    made = session.scalar(row.returning(register.__table__.c.id))
    return session.scalars(same).one() if made is None else int(made)
