"""What texts are searched by: their folded words, and the indexes that each database has.

The words are a column beside the text, written with it in the same statement: nothing that adds or
changes a row can forget them. Only the migrations make the indexes, tables of FTS5 on SQLite and
columns on PostgreSQL; triggers or the database itself keep them. The models know nothing of them
but their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, event, inspect, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from annotator.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.engine.default import DefaultExecutionContext
    from sqlalchemy.orm import ORMExecuteState
    from sqlalchemy.schema import SchemaItem

#: The tables whose `text` is searched at the desk and for hints.
SEARCHED = ("document", "snapshot")
#: The tables whose words are searched on all pages, with the columns that these are of.
WITH_WORDS = {
    "claim": ("text",),
    "agent": ("name",),
    "document": ("title", "text"),
    "snapshot": ("text",),
    "claim_set": ("name", "description"),
}
#: On PostgreSQL, the words of the text that stands beside it.
COLUMN = "search_words"
VECTOR = "words_vector"


class Searched:
    """A table of WITH_WORDS: it keeps the folded words of its searched columns."""

    @declared_attr
    def words(cls) -> Mapped[str]:  # noqa: N805 (SQLAlchemy's way)
        """Return the words by which a row is found; statements load them only if they say so."""
        return mapped_column(
            String(),
            default=_words_of(WITH_WORDS[_table(cls)]),
            server_default=text("''"),
            deferred=True,
            sort_order=100,
        )


def _table(row: object) -> str:
    # Not declared above: SQLAlchemy would take it for a table of each class that shares one.
    return str(getattr(row, "__tablename__"))  # noqa: B009


def folded_words(values: Mapping[str, Any], searched: tuple[str, ...]) -> str:
    """Return the words of a row by the values of its searched columns."""
    return folded(" ".join(values.get(name) or "" for name in searched))


def _words_of(searched: tuple[str, ...]) -> Callable[[DefaultExecutionContext], str]:
    def words(context: DefaultExecutionContext) -> str:
        given = context.get_current_parameters()  # type: ignore[no-untyped-call]
        return folded_words(given, searched)

    return words


@event.listens_for(Searched, "before_update", propagate=True)
def _fold_again(_mapper: object, _connection: object, row: Searched) -> None:
    state, searched = inspect(row), WITH_WORDS[_table(row)]
    if any(state.attrs[name].history.has_changes() for name in searched):
        row.words = folded_words({name: getattr(row, name) for name in searched}, searched)


def refuse_forgotten(state: ORMExecuteState) -> None:
    """Refuse a statement that changes a searched column and leaves its words as they were."""
    if not state.is_update:
        return
    table = str(getattr(getattr(state.statement, "table", None), "name", ""))
    changed = {
        getattr(name, "key", name) for name in getattr(state.statement, "_values", None) or ()
    }
    if changed.intersection(WITH_WORDS.get(table, ())) and "words" not in changed:
        raise TypeError(f"Change {table} by its objects, which fold their words.")


def of_the_models(
    _item: SchemaItem, name: str | None, kind: str, reflected: bool, compared: SchemaItem | None
) -> bool:
    """Return True if what is in the database is for the models to have: Alembic's
    `include_object`.
    """
    if not reflected or compared is not None or name is None:
        return True
    if kind == "table":
        indexes = (
            *(f"{table}_search" for table in SEARCHED),
            *(f"{table}_words" for table in WITH_WORDS),
        )
        return not name.startswith(indexes)
    return not (name in (COLUMN, VECTOR) or name.endswith((f"_{COLUMN}", f"_{VECTOR}")))
