"""What those who judged a claim cite, side by side: who cites which passage of which source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import EvidenceLink, Judgement, Passage, Snapshot, Source
from annotator.queries.judging.hints_seen import hinted
from annotator.queries.judging.judgements import cited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from annotator.records import Evidence
    from annotator.tokens import Token

    Links = tuple[tuple[Evidence, ...], ...]
    Cited = Row[EvidenceLink, Passage, Source, bool, Token]

#: A copy that is no longer than this is shown whole, of a longer one what stands around a passage.
WHOLE, AROUND = 2_000, 500


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """Words of a source; `links` has an entry for each reader: what they take from these words.

    `key` names it in a form without telling which passage was kept first.
    """

    id: int
    key: str
    quote: str
    links: Links

    @property
    def readers(self) -> tuple[int, ...]:
        """Return the places of those who cite it."""
        return tuple(place for place, links in enumerate(self.links) if links)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a copy, `spans` the cited passages in it; whether text is left out around it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    follows: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """The stored text of a source, as far as passages of it are cited."""

    snapshot_id: Token
    taken_at: datetime
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A cited source, with its cited passages and their snapshots."""

    url: str | None
    title: str
    publisher: str
    passages: tuple[CitedPassage, ...]
    copies: tuple[Copy, ...]

    @property
    def readers(self) -> tuple[int, ...]:
        """Return the places of those who cite it."""
        return tuple(sorted({place for passage in self.passages for place in passage.readers}))

    @property
    def is_shared(self) -> bool:
        """Return True if several cite it, and the same words of it."""
        return any(len(passage.readers) > 1 for passage in self.passages)


@dataclass(frozen=True, slots=True)
class WholeCopy:
    """A stored text in full, with the passages of it that are cited."""

    title: str
    publisher: str
    url: str | None
    taken_at: datetime
    text: str
    spans: tuple[tuple[int, int], ...]


def cited_sources(session: Session, judgement_ids: Sequence[Token]) -> tuple[CitedSource, ...]:
    """Return the sources that these judgements cite, in the order of the judgements.

    Whether these may be read is the caller's question.
    """
    place = {judgement_id: index for index, judgement_id in enumerate(judgement_ids)}
    rows = sorted(
        session.execute(_cited(judgement_ids)).all(),
        key=lambda row: (place[row.judgement], row.EvidenceLink.position),
    )
    by_source: dict[int, list[Cited]] = {}
    for row in rows:
        by_source.setdefault(row.Source.id, []).append(row)
    copies = _copies(session, [row.Passage for row in rows])
    return tuple(
        CitedSource(
            url=found[0].EvidenceLink.url,
            title=found[0].EvidenceLink.title,
            publisher=found[0].EvidenceLink.publisher,
            passages=_passages(found, place),
            copies=tuple(copies.get(source_id, ())),
        )
        for source_id, found in by_source.items()
    )


def whole_copy(session: Session, judgement_ids: Sequence[Token], snapshot_id: Token) -> WholeCopy:
    """Return a stored text that these judgements cite. Raises NotFound where they do not."""
    snapshot = session.scalar(select(Snapshot).where(Snapshot.token == snapshot_id))
    if snapshot is None:
        raise NotFound(_("No such text is cited on this claim."))
    rows = session.execute(_cited(judgement_ids).where(Passage.snapshot_id == snapshot.id)).all()
    if not rows:
        raise NotFound(_("No such text is cited on this claim."))
    link = rows[0].EvidenceLink
    return WholeCopy(
        title=link.title,
        publisher=link.publisher,
        url=link.url,
        taken_at=snapshot.taken_at,
        text=snapshot.text,
        spans=_spans([row.Passage for row in rows]),
    )


def _cited(judgement_ids: Sequence[Token]) -> Select[EvidenceLink, Passage, Source, bool, Token]:
    return (
        select(
            *(EvidenceLink, Passage, Source, hinted().label("hinted")),
            Judgement.token.label("judgement"),
        )
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .join(Source, Source.id == Passage.source_id)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .where(Judgement.token.in_(judgement_ids))
    )


def _passages(rows: Sequence[Cited], place: dict[Token, int]) -> tuple[CitedPassage, ...]:
    """Return the passages of one source: the same words are one, whether their place is known or
    not.
    """
    links: dict[str, list[list[Evidence]]] = {}
    first: dict[str, Passage] = {}
    for row in rows:
        words = row.Passage.sha256
        first.setdefault(words, row.Passage)
        of_reader = links.setdefault(words, [[] for _ in place])[place[row.judgement]]
        of_reader.append(cited(row.EvidenceLink, row.Passage.exact, hinted=bool(row.hinted)))
    key = rows[0].Source.key
    return tuple(
        CitedPassage(
            id=first[words].id,
            key=hashlib.sha256(f"{key} {words}".encode()).hexdigest()[:16],
            quote=first[words].exact,
            links=tuple(tuple(found) for found in columns),
        )
        for words, columns in links.items()
    )


def _copies(session: Session, passages: Sequence[Passage]) -> dict[int, list[Copy]]:
    """Return the copies that passages stand in, by their source."""
    by_snapshot: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.snapshot_id is not None:
            by_snapshot.setdefault(passage.snapshot_id, []).append(passage)
    found: dict[int, list[Copy]] = {}
    for snapshot in session.scalars(
        select(Snapshot).where(Snapshot.id.in_(by_snapshot)).order_by(Snapshot.id)
    ):
        spans = _spans(by_snapshot[snapshot.id])
        copy = Copy(snapshot.token, snapshot.taken_at, _excerpts(snapshot.text, spans))
        found.setdefault(snapshot.source_id, []).append(copy)
    return found


def _spans(passages: Sequence[Passage]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted({(p.start, p.end) for p in passages if p.start is not None and p.end is not None})
    )


def _excerpts(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Excerpt, ...]:
    """Return what stands around the passages, stretches that meet as one; a short text whole."""
    windows: list[tuple[int, int]] = []
    for start, end in spans:
        left, right = max(0, start - AROUND), min(len(text), end + AROUND)
        if len(text) <= WHOLE:
            left, right = 0, len(text)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return tuple(
        Excerpt(
            text=text[left:right],
            spans=tuple((s - left, e - left) for s, e in spans if left <= s and e <= right),
            follows=left > 0,
            goes_on=right < len(text),
        )
        for left, right in windows
    )
