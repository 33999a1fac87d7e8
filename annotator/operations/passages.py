"""Sources and passages: one row each, however many people cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.errors import NotFound
from annotator.evidence import quotes
from annotator.evidence.citations import passage_sha256, source_key
from annotator.language import _
from annotator.models import Fetch, Passage, Snapshot, Source
from annotator.operations.registers import all_registered, registered
from annotator.terms import FetchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.records import EvidenceInput, QuoteInput


def keep_source(session: Session, *, url: str | None, title: str, publisher: str) -> int:
    """Return the id of a source, kept now if it is new."""
    return all_registered(session, Source, ("key",), [_source(url, title, publisher)])[0]


def keep_passages(
    session: Session, *, links: Sequence[EvidenceInput], annotator_id: int
) -> list[int]:
    """Return the ids of the passages that links quote, with their sources; kept now if they are
    new.

    Only for links in which `checks.quote_drift` found nothing. Raises NotFound for a text that this
    person never opened.
    """
    by_hand = [link for link in links if link.anchor is None]
    quoted = iter(_keep_quoted(session, by_hand))
    return [
        next(quoted)
        if link.anchor is None
        else _keep_anchored(session, link.quote, link.anchor, annotator_id)
        for link in links
    ]


def _source(url: str | None, title: str, publisher: str) -> dict[str, object]:
    key = source_key(url, title, publisher)
    return {"key": key, "url": url, "title": title, "publisher": publisher, "created_at": now()}


def _keep_quoted(session: Session, links: Sequence[EvidenceInput]) -> list[int]:
    """Return passages quoted by hand: of a source, and of no text that is kept."""
    sources = [_source(link.url, link.title, link.publisher) for link in links]
    source_ids = all_registered(session, Source, ("key",), sources)
    passages = [
        {
            "source_id": source_id,
            "exact": link.quote.strip(),
            "sha256": passage_sha256(link.quote),
            "snapshot_id": None,
        }
        for source_id, link in zip(source_ids, links, strict=True)
    ]
    return all_registered(session, Passage, ("source_id", "sha256", "snapshot_id"), passages)


def _opened(session: Session, anchor: QuoteInput, annotator_id: int) -> Snapshot:
    """Return the snapshot that this person was given by a fetch of theirs. Raises NotFound."""
    snapshot = session.scalar(
        select(Snapshot)
        .join(Fetch, Fetch.snapshot_id == Snapshot.id)
        .where(
            Fetch.token == anchor.fetch_id,
            Fetch.asked_by_id == annotator_id,
            Fetch.state == FetchState.READY,
        )
    )
    if snapshot is None:
        raise NotFound(_("A source that you quote is not among those you opened. Open it again."))
    return snapshot


def _keep_anchored(session: Session, quote: str, anchor: QuoteInput, annotator_id: int) -> int:
    snapshot = _opened(session, anchor, annotator_id)
    (span,) = quotes.places(snapshot.text, quote, anchor.start, anchor.end)
    start, end = span
    exact = snapshot.text[start:end]
    prefix, suffix = quotes.context(snapshot.text, span)
    return registered(
        session,
        Passage,
        {"snapshot_id": snapshot.id, "start": start, "end": end},
        source_id=snapshot.source_id,
        exact=exact,
        sha256=passage_sha256(exact),
        prefix=prefix,
        suffix=suffix,
    )
