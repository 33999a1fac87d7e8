"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy has in a module for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from annotator.models.base import Base

_INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(session: Session, table: type[Base]) -> Any:
    """Return an INSERT into a table, with the words of this session's database for conflicts."""
    return insert_on(session.get_bind().dialect.name, table)


def insert_on(database: str, table: type[Base]) -> Any:
    """Return the same for one kind of database, to be made once."""
    return _INSERT[database](table.__table__)
