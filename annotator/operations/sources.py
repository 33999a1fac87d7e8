"""Sources and passages: one row each, however many people cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import anchors
from annotator.citations import passage_sha256, source_key
from annotator.clock import now
from annotator.errors import NotFound
from annotator.models import Fetch, Passage, Snapshot, Source
from annotator.operations.registers import registered
from annotator.terms import FetchState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import AnchorGiven, EvidenceGiven


def keep_source(session: Session, *, url: str | None, title: str, publisher: str) -> int:
    """The id of a source, kept now if it is new."""
    unique = {"key": source_key(url, title, publisher)}
    return registered(
        session, Source, unique, url=url, title=title, publisher=publisher, created_at=now()
    )


def keep_passage(session: Session, *, link: EvidenceGiven, annotator_id: int) -> int:
    """The id of the passage that a link quotes, with its source; both kept now if they are new.

    Only for links in which `checks.quote_drift` found nothing. Raises NotFound for a text that this
    person never opened.
    """
    if link.anchor is not None:
        snapshot = _opened(session, link.anchor, annotator_id)
        (span,) = anchors.places(snapshot.text, link.quote, link.anchor.start, link.anchor.end)
        return _keep_anchored(session, snapshot, span)
    source_id = keep_source(session, url=link.url, title=link.title, publisher=link.publisher)
    sha256 = passage_sha256(link.quote)
    unique = {"source_id": source_id, "sha256": sha256, "snapshot_id": None}
    return registered(session, Passage, unique, exact=link.quote.strip())


def _opened(session: Session, anchor: AnchorGiven, annotator_id: int) -> Snapshot:
    """The snapshot that this person was given by a fetch of theirs. Raises NotFound."""
    snapshot = session.scalar(
        select(Snapshot)
        .join(Fetch, Fetch.snapshot_id == Snapshot.id)
        .where(
            Fetch.id == anchor.fetch_id,
            Fetch.asked_by_id == annotator_id,
            Fetch.state == FetchState.READY,
        )
    )
    if snapshot is None:
        raise NotFound("A source that you quote is not among those you opened. Open it again.")
    return snapshot


def _keep_anchored(session: Session, snapshot: Snapshot, span: anchors.Span) -> int:
    start, end = span
    exact = snapshot.text[start:end]
    prefix, suffix = anchors.context(snapshot.text, span)
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
