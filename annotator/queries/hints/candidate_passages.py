"""Passages of stored texts that may bear on a claim, best first by BM25.

What is rare is counted over the texts alone that this person may read, for the order would else
tell of others. So the engines only say which texts have a word; the weighing is ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, column, func, literal, literal_column, select, table, union_all

from annotator import dates
from annotator.matching.bm25 import weight
from annotator.matching.ranked_passages import best_passages
from annotator.matching.words import content_words
from annotator.models import Document, Fetch, Match, Mention, Snapshot
from annotator.models.search import COLUMN
from annotator.queries.sources.fetches import (
    opened_last,
    snapshots_visible_to,
    texts_in_order,
    visible_to,
)
from annotator.queries.sources.search import INDEXED_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import CTE, ColumnClause, Select, SelectBase
    from sqlalchemy.orm import Session


MOST_PASSAGES = 5
#: So many of a claim's words are looked for, in the best so many texts, of which so much is read.
MOST_WORDS, MOST_TEXTS, MOST_CHARACTERS = 16, 20, 500_000
# Beside the numbers of the words: that a text may be read. The least of all.
_READABLE = -1


@dataclass(frozen=True, slots=True)
class CandidatePassage:
    """`quote` is the text of a snapshot from `start` to `end`, in code points, and where it is."""

    snapshot_id: int
    start: int
    end: int
    quote: str
    title: str
    publisher: str
    published: str | None

    @property
    def place(self) -> tuple[int, int, int]:
        """Return the snapshot, and from where to where in it."""
        return self.snapshot_id, self.start, self.end


def candidate_passages(
    session: Session, claim_id: int, wording: str, user_id: int
) -> tuple[CandidatePassage, ...]:
    """Return the sentences that answer best to a claim's words, of texts that this person may read.

    None is of a document that says the claim.
    """
    readable = _readable(claim_id, user_id)
    texts = _texts(session, _best_texts(session, wording, readable, user_id))
    ranked = best_passages(wording, texts, most=MOST_PASSAGES)
    origins = _origins(session, {found.key for found in ranked}, user_id)
    return tuple(
        CandidatePassage(
            snapshot_id=found.key,
            start=found.start,
            end=found.end,
            quote=texts[found.key][found.start : found.end],
            title=origin.title or origin.url or "",
            publisher=origin.publisher,
            published=dates.text(origin.published),
        )
        for found in ranked
        for origin in (origins[found.key],)
    )


def _best_texts(
    session: Session, wording: str, readable: SelectBase, user_id: int
) -> Sequence[int]:
    """Return the readable texts in which the claim's rarest words stand, best first.

    Of equally good ones those come first that this person opened last: the number of a text would
    tell who stored it first.
    """
    words = _words(wording)
    if not words:
        return ()
    having = _having(session, words, readable)
    rows = session.execute(
        select(having.c.word, func.count().label("texts")).group_by(having.c.word)
    )
    counts: dict[int, int] = {row.word: row.texts for row in rows}
    total = counts.pop(_READABLE, 0)
    if not counts:
        return ()
    weights = {word: weight(total, texts) for word, texts in counts.items()}
    worth = func.sum(case(weights, value=having.c.word))
    visible = texts_in_order(user_id).cte("visible")
    best = (
        select(having.c.id)
        .join(visible, visible.c.snapshot_id == having.c.id)
        .where(having.c.word != _READABLE)
        .group_by(having.c.id, visible.c.own, visible.c.seen)
    )
    ordered = best.order_by(worth.desc(), *opened_last(visible))
    return session.scalars(ordered.limit(MOST_TEXTS)).all()


def _readable(claim_id: int, user_id: int) -> SelectBase:
    """Return the texts that this person may read, but for the documents that say the claim."""
    own = (
        select(Document.sha256)
        .join(Mention, Mention.document_id == Document.id)
        .join(Match, Match.mention_id == Mention.id)
        .where(Match.claim_id == claim_id)
    )
    return select(Snapshot.id.label("id"), literal(_READABLE).label("word")).where(
        Snapshot.id.in_(snapshots_visible_to(user_id)), Snapshot.sha256.not_in(own)
    )


def _words(text: str) -> list[str]:
    """Return what to look for in the index: content words and numbers, as runs of letters and
    digits.
    """
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    found = [part for word in (*content_words(text), *numbers) for part in re.findall(r"\w+", word)]
    return list(dict.fromkeys(word.casefold() for word in found))[:MOST_WORDS]


def _having(session: Session, words: Sequence[str], readable: SelectBase) -> CTE:
    """Return each word, by its number, with each of the readable texts that have it, and all of
    them.

    One pass over the sorted ids: a join of as many rows would be planned for few.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    with_word = _with_word_on_sqlite if on_sqlite else _with_word_on_postgresql
    parts = (
        with_word(word).add_columns(literal(number).label("word"))
        for number, word in enumerate(words)
    )
    found = union_all(readable, *parts).subquery()
    least = func.min(found.c.word).over(partition_by=found.c.id).label("least")
    sorted_ = select(found.c.id, found.c.word, least).subquery()
    return select(sorted_.c.id, sorted_.c.word).where(sorted_.c.least == _READABLE).cte("having")


def _with_word_on_sqlite(word: str) -> Select[Any]:
    index: ColumnClause[Any] = literal_column("snapshot_search")
    rowid: ColumnClause[int] = literal_column("rowid")
    matching = select(rowid.label("id")).select_from(table("snapshot_search"))
    return matching.where(index.op("MATCH")(f'"{word}"'))


def _with_word_on_postgresql(word: str) -> Select[Any]:
    texts = table("snapshot", column("id"), column(COLUMN))
    query = func.plainto_tsquery(literal_column("'simple'::regconfig"), word)
    return select(texts.c.id).where(texts.c[COLUMN].op("@@")(query))


def _texts(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the texts in this order, as much of them as is indexed, until it is enough."""
    texts: dict[int, str] = {}
    for snapshot_id in ids:
        start = func.substr(Snapshot.text, 1, INDEXED_CHARACTERS)
        texts[snapshot_id] = session.scalars(select(start).where(Snapshot.id == snapshot_id)).one()
        if sum(map(len, texts.values())) >= MOST_CHARACTERS:
            break
    return texts


def _origins(session: Session, ids: set[int], user_id: int) -> dict[int | None, Fetch]:
    """Return what each text is called: as this person came by it, where they did."""
    rows = session.scalars(
        visible_to(select(Fetch), user_id)
        .where(Fetch.snapshot_id.in_(ids))
        .order_by(Fetch.asked_by_id != user_id, Fetch.id.desc())
    )
    first: dict[int | None, Fetch] = {}
    for row in rows:
        first.setdefault(row.snapshot_id, row)
    return first
