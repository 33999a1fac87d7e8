"""What a search finds of each kind, as far as the reader may see it, and why it matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, column, func, or_, select, table

from annotator.matching.excerpts import excerpt, marked
from annotator.models import Agent, ClaimSet, Document, Fetch, SetClaim, Snapshot
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.corpus.word_search import MOST_RANKED, matching
from annotator.queries.sets.claim_filters import ClaimFilters, speaks
from annotator.queries.sets.claims_table import claims_page
from annotator.queries.sources.fetches import opened_last, texts_in_order, visible_to
from annotator.queries.visibility.blindness import ANYBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from annotator.dates import PartialDate
    from annotator.folding import Term
    from annotator.matching.excerpts import Pieces
    from annotator.queries.corpus.word_search import Matching
    from annotator.queries.sets.listed_claims import ClaimLine
    from annotator.queries.visibility.blindness import Reader

    Model = type[Agent] | type[Document] | type[ClaimSet]


class SearchInput(NamedTuple):
    """A search: `newest` asks for the newest first, `after` names the last row of the page before.

    For sources, `after` is how many have been shown: they are not in the order of any number.
    """

    terms: tuple[Term, ...]
    reader: Reader
    size: int
    newest: bool = False
    after: int | None = None


@dataclass(frozen=True, slots=True)
class FoundThing:
    """Something that was found: `title` and `why` are words in pieces, `beside` is where it is
    from.

    `id` is of a document, a speaker or a set; of a source it is that of the claim that it was
    opened for, None where that claim is no one else's. A claim comes as its `line`.
    """

    id: int | None
    title: Pieces
    why: Pieces = ()
    beside: str = ""
    published: PartialDate | None = None
    language: str = ""
    line: ClaimLine | None = None


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The first of what was found; `cut` says that more match than `total`."""

    things: tuple[FoundThing, ...]
    total: int
    cut: bool
    after: int | None


def found_claims(session: Session, asked: SearchInput) -> FoundPage:
    """Return claims with these words."""
    page = claims_page(
        session,
        asked.reader,
        ClaimFilters(terms=asked.terms),
        order="-added" if asked.newest else "",
        after=asked.after,
        size=asked.size,
    )
    things = tuple(
        FoundThing(
            id=line.claim_id,
            title=marked(line.text, asked.terms),
            published=line.published,
            language=line.language,
            line=line,
        )
        for line in page.lines
    )
    return FoundPage(things, page.total, page.cut, page.after)


def found_documents(session: Session, asked: SearchInput) -> FoundPage:
    """Return documents with these words in their title or text."""
    found = _ids(session, asked, Document)
    rows = session.execute(
        select(Document.id, Document.text, *METADATA).where(Document.id.in_(found.ids))
    )
    things = {}
    for row in rows:
        known = metadata_in(row)
        things[row.id] = FoundThing(
            id=row.id,
            title=marked(known.title or "", asked.terms),
            why=excerpt(row.text, asked.terms),
            beside=known.outlet or "",
            published=known.published,
            language=known.language or "",
        )
    return found.page(things)


def found_speakers(session: Session, asked: SearchInput) -> FoundPage:
    """Return speakers with these words in their name, a further name as the speaker's own."""
    found = _ids(session, asked, Agent, speaks())
    wanted = select(Agent.id, Agent.name, func.coalesce(Agent.same_as_id, Agent.id).label("whose"))
    rows = session.execute(wanted.where(Agent.id.in_(found.ids)))
    return found.page(
        {row.id: FoundThing(id=row.whose, title=marked(row.name, asked.terms)) for row in rows}
    )


def found_sets(session: Session, asked: SearchInput) -> FoundPage:
    """Return sets with these words in their name or description."""
    found = _ids(session, asked, ClaimSet)
    wanted = select(ClaimSet.id, ClaimSet.name, ClaimSet.description)
    rows = session.execute(wanted.where(ClaimSet.id.in_(found.ids)))
    return found.page(
        {
            row.id: FoundThing(
                id=row.id,
                title=marked(row.name, asked.terms),
                why=excerpt(row.description, asked.terms),
            )
            for row in rows
        }
    )


def found_sources(session: Session, asked: SearchInput) -> FoundPage:
    """Return sources with these words that the reader may see: those that they opened first.

    They are not ranked: how rare a word is would be counted over those that only others may see.
    Who names no person sees no source.
    """
    if asked.reader is ANYBODY:
        return FoundPage((), 0, cut=False, after=None)
    found = matching(session, Snapshot, asked.terms)
    visible = texts_in_order(asked.reader).cte("visible")
    wanted = _with_words(found, visible.c.snapshot_id, visible)
    few = wanted.limit(MOST_RANKED + 1).subquery()
    total = session.scalar(select(func.count()).select_from(few)) or 0
    start = asked.after or 0
    ids = session.scalars(
        wanted.order_by(*opened_last(visible)).offset(start).limit(asked.size)
    ).all()
    fetches = (
        select(Fetch, Snapshot.text, SetClaim.claim_id)
        .join(Snapshot, Snapshot.id == Fetch.snapshot_id)
        .where(Fetch.snapshot_id.in_(ids))
    )
    rows = session.execute(
        # Of several who opened one text, what this person called it.
        visible_to(fetches, asked.reader).order_by(
            Fetch.asked_by_id != asked.reader, Fetch.id.desc()
        )
    )
    things: dict[int, FoundThing] = {}
    for fetch, text, claim_id in rows:
        snapshot_id = fetch.snapshot_id
        if snapshot_id is not None and snapshot_id not in things:
            things[snapshot_id] = FoundThing(
                id=claim_id,
                title=marked(fetch.title or fetch.url or "", asked.terms),
                why=excerpt(text, asked.terms),
                beside=fetch.publisher,
                published=fetch.published,
            )
    end = start + len(ids)
    return FoundPage(
        things=tuple(things[one] for one in ids if one in things),
        total=min(total, MOST_RANKED),
        cut=total > MOST_RANKED,
        after=end if end < total else None,
    )


#: What is searched, in the order of the page.
KINDS = {
    "claims": found_claims,
    "documents": found_documents,
    "speakers": found_speakers,
    "sources": found_sources,
    "sets": found_sets,
}


class _FoundIds(NamedTuple):
    ids: Sequence[int]
    total: int
    after: int | None

    def page(self, things: dict[int, FoundThing]) -> FoundPage:
        return FoundPage(
            things=tuple(things[one] for one in self.ids if one in things),
            total=min(self.total, MOST_RANKED),
            cut=self.total > MOST_RANKED,
            after=self.after,
        )


def _ids(
    session: Session, asked: SearchInput, model: Model, *conditions: ColumnElement[bool]
) -> _FoundIds:
    """Return the rows of a page by their ids: the best first, of too many to rank the newest."""
    found = matching(session, model, asked.terms)
    rows = found.rows(model, model.id).where(*conditions)
    few = rows.limit(MOST_RANKED + 1).subquery()
    total = session.scalar(select(func.count()).select_from(few)) or 0
    if asked.newest or total > MOST_RANKED:
        if asked.after is not None:
            rows = rows.where(found.key < asked.after)
        rows = rows.order_by(found.key.desc())
    else:
        if asked.after is not None:
            rows = rows.where(_worse(session, found, model, asked.after))
        rows = rows.order_by(found.rank, found.key.desc())
    ids = session.scalars(rows.limit(asked.size + 1)).all()
    page = ids[: asked.size]
    return _FoundIds(page, total, page[-1] if len(ids) > asked.size else None)


def _worse(session: Session, found: Matching, model: Model, after: int) -> ColumnElement[bool]:
    """Return the condition that a row stands behind this one."""
    rank: float | None = session.scalar(found.rows(model, found.rank).where(model.id == after))
    if rank is None:
        return found.key < after
    return or_(found.rank > rank, and_(found.rank == rank, found.key < after))


def _with_words(found: Matching, key: ColumnElement[int], visible: Any) -> Select[int]:
    """Return those of the visible texts that match."""
    if found.index is not None:
        joined = select(key).select_from(found.index).join(visible, key == found.key)
    else:
        texts = table("snapshot", column("id"))
        joined = select(key).select_from(texts).join(visible, key == texts.c.id)
    return joined.where(found.condition)
