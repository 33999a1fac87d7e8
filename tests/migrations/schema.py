"""A database's schema as data, so that two can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: Each index, trigger and function by its name, with the statement that creates it.
DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    " UNION SELECT proname, pg_get_functiondef(oid) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
}


def schema(engine: Engine) -> dict[str, Any]:
    """Return everything that the migrations made, whatever the order of constraints."""
    found = inspect(engine)
    with engine.connect() as connection:
        definitions = connection.execute(text(DEFINITIONS[engine.dialect.name])).all()
    return {
        "definitions": {row[0]: row[1] for row in definitions},
        "columns": _by_name(found.get_multi_columns()),
        "primary keys": found.get_multi_pk_constraint(),
        "foreign keys": _by_name(found.get_multi_foreign_keys()),
        "checks": _by_name(found.get_multi_check_constraints()),
        "unique": _by_name(found.get_multi_unique_constraints()),
    }


def _by_name(items_of_tables: Any) -> dict[str, dict[str, str]]:
    return {
        table: {str(item["name"]): repr(sorted(item.items(), key=str)) for item in items}
        for (_, table), items in items_of_tables.items()
    }
