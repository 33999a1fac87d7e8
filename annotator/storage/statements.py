"""Statements that are built once, at import: building one takes longer than running it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, TypeVarTuple

from annotator.storage.written_rows import note_rows, refuse_change, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import CursorResult, Insert, ScalarResult, Select, Update
    from sqlalchemy.orm import Session

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Prepared(Generic[*Ts]):
    """A SELECT; each `bindparam` in it is an argument of the same name here."""

    def __init__(self, statement: Select[*Ts]) -> None:
        self._statement = statement

    def rows(self, session: Session, **values: object) -> CursorResult[*Ts]:
        """Return rows of plain columns, past the session, whose objects take half of the time.

        What was changed and not flushed is not in them.
        """
        return session.connection().execute(self._statement, values)

    def objects(self: Prepared[T], session: Session, **values: object) -> ScalarResult[T]:
        """Return the first of each row, an object that the session keeps or a value."""
        return session.scalars(self._statement, values)


class PreparedChange:
    """An INSERT, or an UPDATE by `bindparam`, of many rows at once."""

    def __init__(self, statement: Insert | Update) -> None:
        self._statement = statement
        self._adds_to = table_of(statement) if statement.is_insert else ""
        refuse_change(statement)

    def apply(self, session: Session, rows: Sequence[Mapping[str, object]]) -> None:
        """Run it for each row, past the session; do nothing for none."""
        if rows:
            session.connection().execute(self._statement, rows)
            note_rows(session, self._adds_to, rows)
