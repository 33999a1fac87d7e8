"""The rows of a database, counted table by table, and which of them a change drops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import MetaData, Table, func, inspect, select

from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection
    from sqlalchemy.engine import Inspector

#: Alembic's own table.
REVISION_TABLE = "alembic_version"
_VIRTUAL_TABLES = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"


@dataclass(frozen=True, slots=True)
class TableContents:
    """How many rows a table has; `values` says for each column how many of them are not null."""

    rows: int
    values: Mapping[str, int]


def rows_of(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, without search indexes and Alembic's table."""
    return {
        name: connection.scalar(select(func.count()).select_from(Table(name, MetaData()))) or 0
        for name in _tables(connection, inspect(connection))
    }


def contents_of(connection: Connection) -> dict[str, TableContents]:
    """Return the contents of each table, which reads all its rows."""
    return {name: _contents(connection, name) for name in _tables(connection, inspect(connection))}


def dropped(before: Mapping[str, TableContents], after: Mapping[str, TableContents]) -> list[str]:
    """Return the tables, columns and rows that are no longer there, in words."""
    return [
        line
        for name, table in before.items()
        for line in (
            _lost(name, table, after[name])
            if name in after
            else [f"table {name} with {many(table.rows, 'row')}"]
        )
    ]


def _lost(name: str, before: TableContents, after: TableContents) -> Iterator[str]:
    """Yield what a table that stays has lost: columns with their values, and rows."""
    for column, count in before.values.items():
        if column not in after.values:
            yield f"column {name}.{column} with {many(count, 'value')}"
    if before.rows > after.rows:
        yield f"{many(before.rows - after.rows, 'row')} of {name}"


def _tables(connection: Connection, inspector: Inspector) -> list[str]:
    names = sorted(set(inspector.get_table_names()) - {REVISION_TABLE})
    if connection.dialect.name != "sqlite":
        return names
    # Their rows follow from those of another table, and SQLite may arrange them as it likes.
    indexes = connection.exec_driver_sql(_VIRTUAL_TABLES).scalars().all()
    return [
        name
        for name in names
        if not any(name == index or name.startswith(f"{index}_") for index in indexes)
    ]


def _contents(connection: Connection, name: str) -> TableContents:
    # The inspector would read the constraints too, which takes ten times as long as to count.
    quote = connection.dialect.identifier_preparer.quote
    table = quote(name)
    none = f"SELECT * FROM {table} LIMIT 0"  # noqa: S608 - the database names it
    with connection.exec_driver_sql(none) as found:
        columns = list(found.keys())
    counts = ", ".join(["count(*)", *(f"count({quote(column)})" for column in columns)])
    counted = f"SELECT {counts} FROM {table}"  # noqa: S608 - the same
    rows, *values = connection.exec_driver_sql(counted).one()
    return TableContents(rows, dict(zip(columns, values, strict=True)))
