"""The constraints of the tables, asked of every row: a database does not look at old rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text

from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

_DISABLED = text(
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgenabled = 'D' ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule of the database that rows break, or that is off, in words."""

    table: str
    words: str


def broken_rules(session: Session) -> Iterator[BrokenRule]:
    """Yield what breaks a foreign key or a CHECK, what SQLite finds damaged, triggers that are off.

    Reads the whole database.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        yield from _on_sqlite(connection)
    else:
        yield from _on_postgresql(connection)


def _on_sqlite(connection: Connection) -> Iterator[BrokenRule]:
    # It tells of CHECK and NOT NULL too.
    for words in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if words != "ok":
            yield BrokenRule("", words)
    orphans: dict[tuple[str, str], int] = {}
    for table, _row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        orphans[table, parent] = orphans.get((table, parent), 0) + 1
    for (table, parent), count in orphans.items():
        yield BrokenRule(table, _without_parent(table, parent, count))


def _on_postgresql(connection: Connection) -> Iterator[BrokenRule]:
    inspector = inspect(connection)
    for (_, table), keys in inspector.get_multi_foreign_keys().items():
        for key in keys:
            if count := _count(connection, _orphans(table, dict(key))):
                yield BrokenRule(table, _without_parent(table, key["referred_table"], count))
    for (_, table), checks in inspector.get_multi_check_constraints().items():
        for check in checks:
            broken = f'SELECT count(*) FROM "{table}" WHERE NOT ({check["sqltext"]})'  # noqa: S608 - of the catalogue
            if count := _count(connection, broken):
                rows = many(count, "row")
                yield BrokenRule(table, f"{rows} of {table} break the rule {check['name']}")
    for trigger, table in connection.execute(_DISABLED):
        yield BrokenRule(table, f"the trigger {trigger} of {table} is off")


def _orphans(table: str, key: dict[str, Any]) -> str:
    columns = list(zip(key["constrained_columns"], key["referred_columns"], strict=True))
    given = " AND ".join(f'child."{own}" IS NOT NULL' for own, _ in columns)
    same = " AND ".join(f'child."{own}" = parent."{theirs}"' for own, theirs in columns)
    return (
        f'SELECT count(*) FROM "{table}" child WHERE {given} AND NOT EXISTS'  # noqa: S608 - of the catalogue
        f' (SELECT 1 FROM "{key["referred_table"]}" parent WHERE {same})'
    )


def _count(connection: Connection, statement: str) -> int:
    # As it stands: a colon in a CHECK names no parameter, a percent sign no place.
    return int(connection.exec_driver_sql(statement.replace("%", "%%")).scalar_one())


def _without_parent(table: str, parent: str, count: int) -> str:
    return f"{many(count, 'row')} of {table} refer to no row of {parent}"
