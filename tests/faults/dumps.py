"""Every row of a database as data, so that two databases can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from annotator.storage.contents import rows_of

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

Dump = dict[str, list[tuple[Any, ...]]]


def dump(url: URL | str) -> Dump:
    """Return the rows of each table, in one order, with the revision."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        names = [*rows_of(connection), "alembic_version"]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
    return sorted((tuple(row) for row in rows), key=repr)
