"""The index that texts are searched by: tables of FTS5 on SQLite, a column on PostgreSQL.

Only the migrations make them, each database its own, and triggers or the database itself keep
them; the models know nothing of them but their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

#: The tables whose `text` is searched.
SEARCHED = ("document", "snapshot")
#: On PostgreSQL, the words of the text that stands beside it.
COLUMN = "search_words"


def of_the_models(
    _item: SchemaItem, name: str | None, kind: str, reflected: bool, compared: SchemaItem | None
) -> bool:
    """Return True if what is in the database is for the models to have: Alembic's
    `include_object`.
    """
    if not reflected or compared is not None or name is None:
        return True
    if kind == "table":
        return not name.startswith(tuple(f"{table}_search" for table in SEARCHED))
    return not (name == COLUMN or name.endswith(f"_{COLUMN}"))
