"""Rows that have the words of a query, by the index of each database over folded words.

An index holds only what everybody may see of claims, and is asked together with the class of the
rows, which leaves out the rest: documents of imports that are not done, for instance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Double, cast, column, func, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from annotator.models.search import VECTOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, FromClause, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.folding import Term
    from annotator.models import Agent, Claim, ClaimSet, Document, Snapshot

    Searchable = type[Claim] | type[Agent] | type[Document] | type[Snapshot] | type[ClaimSet]

#: So many matches are counted and ranked; of more, the newest come first.
MOST_RANKED = 10_000


@dataclass(frozen=True, slots=True)
class Matching:
    """What finds the rows of a table: `key` is their id and sorts them at no cost, `rank` is the
    lower the better they match. `index` is a table to be joined by the key, None where the
    condition is on the rows.
    """

    index: FromClause | None
    key: ColumnElement[int] | InstrumentedAttribute[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[float]

    def rows(self, model: Searchable, *columns: Any) -> Select[*tuple[Any, ...]]:
        """Return a statement over the rows of this class that match."""
        found = select(*columns)
        if self.index is None:
            return found.select_from(model).where(self.condition)
        joined = found.select_from(self.index).join(model, model.id == self.key)
        return joined.where(self.condition)

    def count(self, session: Session, model: Searchable) -> int:
        """Return how many rows of this class match, but no more than MOST_RANKED and one."""
        few = self.rows(model, self.key).limit(MOST_RANKED + 1).subquery()
        return session.scalar(select(func.count()).select_from(few)) or 0


def matching(session: Session, model: Searchable, terms: Sequence[Term]) -> Matching:
    """Return what finds the rows of a class that have all of these terms."""
    name = str(model.__tablename__)
    if session.get_bind().dialect.name == "sqlite":
        index = table(f"{name}_words", column("rowid"))
        itself: ColumnElement[Any] = literal_column(f"{name}_words")
        return Matching(
            index=index,
            key=index.c.rowid,
            condition=itself.op("MATCH")(" ".join(map(_for_sqlite, terms))),
            rank=func.bm25(itself),
        )
    words: ColumnElement[Any] = literal_column(f"{name}.{VECTOR}")
    query = cast(literal(" & ".join(map(_for_postgresql, terms))), TSQUERY)
    return Matching(
        index=None,
        key=model.id,
        condition=words.op("@@")(query),
        # As it is stored in the address: a float of PostgreSQL has half of the digits.
        rank=cast(-func.ts_rank(words, query), Double),
    )


# Folded words are letters and digits: in quotation marks they are no operators.
def _for_sqlite(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.prefix else ""}'


def _for_postgresql(term: Term) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    return f"({' <-> '.join((*first, last + (':*' if term.prefix else '')))})"
