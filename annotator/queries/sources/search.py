"""Searching texts by their words: documents, and sources that this person may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, literal_column, select, table
from sqlalchemy.orm import aliased

from annotator import dates
from annotator.models import Document, Fetch
from annotator.models.search import COLUMN
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.sources.fetches import opened_last, texts_in_order, visible_to

if TYPE_CHECKING:
    from sqlalchemy import CTE, ColumnClause, ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from annotator.tokens import Token

MOST_FOUND = 10
MOST_CHARACTERS = 200
# Around the words that were found, in what the databases quote.
_ON, _OFF = "\x02", "\x03"
_HITS = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")
_SNIPPET_WORDS = 24
# As much as the migration put into the index.
INDEXED_CHARACTERS = 250_000
_SIMPLE: ColumnClause[Any] = literal_column("'simple'::regconfig")
# Created once: aliased() is slow.
_visible = aliased(Document, name="visible_document")


@dataclass(frozen=True, slots=True)
class FoundText:
    """A document, or a source by the fetch that brought it; `snippet` are its words in pieces.

    Each piece is its text and whether it is one of the words that were looked for.
    """

    document_id: int | None
    fetch_id: Token | None
    title: str
    publisher: str
    published: str | None
    snippet: tuple[tuple[str, bool], ...]


def search(session: Session, words: str, user_id: int) -> tuple[FoundText, ...]:
    """Return what has all of these words: documents, best first, then sources: those that this
    person opened, the last first, before those that others opened.

    Sources are not ranked: how rare a word is would be counted over those that only others
    may see. Nor are they in the order of their texts, which stand as the first annotator stored
    them.
    """
    looked_for = re.findall(r"\w+", words[:MOST_CHARACTERS])
    if not looked_for:
        return ()
    return (*_documents(session, looked_for), *_sources(session, looked_for, user_id))


def _documents(session: Session, words: list[str]) -> list[FoundText]:
    hits = _hits(session, "document", words)
    rows = session.execute(
        select(Document.id, *METADATA, hits.c.snippet)
        .join(hits, hits.c.id == Document.id)
        .order_by(hits.c.rank, Document.id)
    )
    return [
        FoundText(
            document_id=row.id,
            fetch_id=None,
            title=known.title or "",
            publisher=known.outlet or "",
            published=dates.text(known.published),
            snippet=_pieces(row.snippet),
        )
        for row in rows
        for known in (metadata_in(row),)
    ]


def _sources(session: Session, words: list[str], user_id: int) -> list[FoundText]:
    hits = _hits(session, "snapshot", words, only=texts_in_order(user_id).cte("visible"))
    fetches = select(Fetch, hits.c.snippet).join(hits, hits.c.id == Fetch.snapshot_id)
    rows = session.execute(
        visible_to(fetches, user_id)
        # Of several who opened one text, what this person called it.
        .order_by(*opened_last(hits), Fetch.asked_by_id != user_id, Fetch.id.desc())
    ).all()
    first: dict[int | None, Row[tuple[Fetch, str]]] = {}
    for row in rows:
        first.setdefault(row.Fetch.snapshot_id, row)
    return [_source(row.Fetch, row.snippet) for row in first.values()]


def _source(fetch: Fetch, snippet: str) -> FoundText:
    return FoundText(
        document_id=None,
        fetch_id=fetch.token,
        title=fetch.title or fetch.url or "",
        publisher=fetch.publisher,
        published=dates.text(fetch.published),
        snippet=_pieces(snippet),
    )


def _hits(session: Session, name: str, words: list[str], only: CTE | None = None) -> CTE:
    """Return the first of a table's texts that have these words: id, snippet, and what orders them.

    That is the rank, least is best; where only some of the texts count, it is what orders these.
    """
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return (_sqlite_hits if on_sqlite else _postgresql_hits)(name, words, only)


def _sqlite_hits(name: str, words: list[str], only: CTE | None) -> CTE:
    index: ColumnClause[Any] = literal_column(f"{name}_search")
    rowid: ColumnClause[int] = literal_column(f"{name}_search.rowid")
    # Each word in quotation marks is a word to FTS5, never one of its operators.
    query = " ".join(f'"{word}"' for word in words)
    snippet = func.snippet(index, -1, _ON, _OFF, "…", _SNIPPET_WORDS)
    found = (
        select(rowid.label("id"), snippet.label("snippet"))
        .select_from(table(f"{name}_search"))
        .where(index.op("MATCH")(query))
    )
    return _first(found, func.bm25(index), rowid, only).cte("hits")


def _postgresql_hits(name: str, words: list[str], only: CTE | None) -> CTE:
    texts = table(name, column("id"), column("text"), column(COLUMN))
    query = func.plainto_tsquery(_SIMPLE, " ".join(words))
    found = select(texts.c.id).where(texts.c[COLUMN].op("@@")(query))
    rank = -func.ts_rank_cd(texts.c[COLUMN], query)
    # Materialized: the planner would else walk the ids and read every text on its way.
    first = _first(found, rank, texts.c.id, only).cte("first").prefix_with("MATERIALIZED")
    options = f'StartSel="{_ON}", StopSel="{_OFF}", MaxWords={_SNIPPET_WORDS}, MinWords=12'
    text = func.left(texts.c.text, INDEXED_CHARACTERS)
    return (
        select(*first.c, func.ts_headline(_SIMPLE, text, query, options).label("snippet"))
        .join_from(first, texts, texts.c.id == first.c.id)
        .cte("hits")
    )


def _first(
    found: Select[Any], rank: ColumnElement[Any], key: ColumnElement[int], only: CTE | None
) -> Select[Any]:
    """Return the first of what was found, by rank or in the order of `only`."""
    if only is None:
        # Documents: the index knows those of imports that are not done, and no class.
        shown = found.where(select(_visible.id).where(_visible.id == key).exists())
        return shown.add_columns(rank.label("rank")).order_by("rank").limit(MOST_FOUND)
    joined = found.add_columns(only.c.own, only.c.seen).join(only, only.c.snapshot_id == key)
    return joined.order_by(*opened_last(only)).limit(MOST_FOUND)


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces = _HITS.split(snippet)
    return tuple((piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece)
