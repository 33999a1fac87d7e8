"""The sequences of PostgreSQL, which give each new row its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SEQUENCES = text("""
SELECT table_name, column_name,
    pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name)
FROM information_schema.columns
WHERE table_schema = current_schema()
    AND pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) IS NOT NULL
ORDER BY 1, 2
""")


@dataclass(frozen=True, slots=True)
class LateSequence:
    """A sequence whose next number a row already has; `largest` is the largest such number."""

    name: str
    table: str
    largest: int


def late_sequences(connection: Connection) -> list[LateSequence]:
    """Return the sequences that would give a number which is taken; none on SQLite."""
    if connection.dialect.name == "sqlite":
        return []
    found = []
    for table, column, name in connection.execute(_SEQUENCES).all():
        largest = connection.scalar(text(f'SELECT max("{column}") FROM "{table}"'))  # noqa: S608 - names of the catalogue
        last, given = connection.execute(text(f"SELECT last_value, is_called FROM {name}")).one()  # noqa: S608 - names of the catalogue
        if largest is not None and last + given <= largest:
            found.append(LateSequence(name, table, largest))
    return found


def advance(connection: Connection) -> None:
    """Let each sequence go on after the largest number of its column."""
    for late in late_sequences(connection):
        connection.execute(
            text("SELECT setval(CAST(:name AS regclass), :largest)"),
            {"name": late.name, "largest": late.largest},
        )
