"""Folded words of all searched texts, and the index over them: compare and rebuild.

They belong to no set. A row's words are written with it (`models.search.Searched`), and triggers
keep the index; both go wrong only if the database is changed past Claimbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import column, select, table, text, update

from annotator.models.search import WITH_WORDS, folded_words
from annotator.operations.derived.structure import (
    CHUNK,
    ComparedRow,
    differing,
    verification,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import TableClause, TextClause
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows

#: Which rows are in the index of a table, where not all are.
_SHOWN = {"claim": "visibility = 'public'"}
_MADE_AGAIN = (
    "INSERT INTO NAME_words (NAME_words) VALUES ('delete-all')",
    "INSERT INTO NAME_words (rowid, words) SELECT id, words FROM NAME WHERE SHOWN",
)
_LACKING = "SELECT id FROM NAME WHERE SHOWN AND id NOT IN (SELECT id FROM NAME_words_docsize)"
_STRAY = "SELECT id FROM NAME_words_docsize WHERE id NOT IN (SELECT id FROM NAME WHERE SHOWN)"


def verify_words(session: Session) -> dict[str, VerifiedRows]:
    """Compare the words of each table with its texts, and on SQLite the rows of its index, which
    PostgreSQL makes from the words itself.
    """
    return {name: verification(_compared(session, name)) for name in WITH_WORDS}


def rebuild_words(session: Session) -> None:
    """Fold again what differs, and on SQLite make the indexes again."""
    for name in WITH_WORDS:
        words = _columns(name)
        for rows in differing(_folded(session, name)):
            for row in rows:
                changed = update(words).where(words.c.id == row.key.number)
                session.execute(changed.values(words=row.right))
        if session.get_bind().dialect.name == "sqlite":
            for statement in _MADE_AGAIN:
                session.execute(_of_table(statement, name))


class WordsKey(tuple[str, int]):
    """A row of a table with words."""

    __slots__ = ()

    @property
    def number(self) -> int:
        """Return the id of the row."""
        return self[1]

    def __str__(self) -> str:
        return f"{self[0]} {self[1]}"


def _compared(session: Session, name: str) -> Iterator[ComparedRow[WordsKey, str]]:
    yield from _folded(session, name)
    if session.get_bind().dialect.name == "sqlite":
        for row in session.execute(_of_table(_LACKING, name)):
            yield ComparedRow(WordsKey((f"{name} in the index", row.id)), None, "indexed")
        for row in session.execute(_of_table(_STRAY, name)):
            yield ComparedRow(WordsKey((f"{name} in the index", row.id)), "indexed", None)


def _folded(session: Session, name: str) -> Iterator[ComparedRow[WordsKey, str]]:
    searched, rows = WITH_WORDS[name], _columns(name)
    last = -1
    wanted = select(rows).order_by(rows.c.id).limit(CHUNK)
    while found := session.execute(wanted.where(rows.c.id > last)).mappings().all():
        for row in found:
            right = folded_words(dict(row), searched)
            yield ComparedRow(WordsKey((name, row["id"])), row["words"], right)
        last = found[-1]["id"]


def _of_table(statement: str, name: str) -> TextClause:
    return text(statement.replace("SHOWN", _SHOWN.get(name, "1")).replace("NAME", name))


def _columns(name: str) -> TableClause:
    # Past the classes: words of what not everybody may see are compared, too, and shown nowhere.
    return table(name, *map(column, ("id", "words", *WITH_WORDS[name])))
