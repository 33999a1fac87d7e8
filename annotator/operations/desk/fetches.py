"""Texts of sources on their way: asked for by an annotator for a claim, brought by the worker."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from annotator.actions import Action
from annotator.cleaning import clean, one_line
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import Assignment, Document, Fetch, Snapshot
from annotator.operations.audit_log import record
from annotator.operations.desk.assignments import own_assignment
from annotator.operations.desk.closed_sources import bring_back, close
from annotator.operations.jobs.running import finish_for
from annotator.operations.jobs.waiting import enqueue
from annotator.operations.passages import keep_source
from annotator.operations.registers import registered
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.sources.fetches import visible_to
from annotator.records import SourceText
from annotator.terms import FETCH, FetchState, Origin

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.tokens import Token

MOST_BYTES = 5 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
MOST_FETCHES = 100


def ask(
    session: Session,
    *,
    assignment_id: Token,
    annotator_id: int,
    url: str,
    instead_of: Token | None = None,
) -> Token:
    """Ask for the text at an address; the token of the fetch.

    The address asked for twice on one claim is one fetch, unless the first came to nothing. What
    others fetched never counts: an answer that comes at once would tell of them. A fetch that
    failed, and which this one is tried `instead_of`, is closed.
    """
    assignment = own_assignment(session, assignment_id, annotator_id)
    if instead_of is not None:
        close(session, assignment_id=assignment_id, annotator_id=annotator_id, fetch_id=instead_of)
    source_id = keep_source(session, url=url, title="", publisher="")
    asked = session.scalar(
        select(Fetch).where(
            Fetch.assignment_id == assignment.id,
            Fetch.source_id == source_id,
            Fetch.origin == Origin.FETCHED,
            Fetch.state != FetchState.FAILED,
        )
    )
    if asked is not None:
        return bring_back(session, assignment, asked)
    return _keep(session, assignment, Origin.FETCHED, source_id, url=url)


def upload(
    session: Session, *, assignment_id: Token, annotator_id: int, name: str, data: bytes
) -> Token:
    """Keep a file until the worker has read it; the token of the fetch. Raises BadInput."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    if not data:
        raise BadInput(_("The file is empty. Choose another, or paste the text."), "file")
    if len(data) > MOST_BYTES:
        raise BadInput(
            _(
                "The file has more than %(value)s MB. Paste the part that you need.",
                value=MOST_BYTES // 1024**2,
            ),
            "file",
        )
    title = one_line(name)[-300:] or "A file"
    source_id = keep_source(session, url=None, title=title, publisher="")
    return _keep(session, assignment, Origin.UPLOADED, source_id, title=title, upload=data)


def paste(session: Session, *, assignment_id: Token, annotator_id: int, given: SourceText) -> Token:
    """Keep a text as the person gives it; the token of the fetch. Raises BadInput."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    if not given.url and not given.title:
        raise BadInput(_("Say where the text is from: its address or its title."), "title")
    return _keep_ready(session, assignment, Origin.PASTED, given)


def open_document(
    session: Session, *, assignment_id: Token, annotator_id: int, document_id: int
) -> Token:
    """Open an imported document as a source; the token of the fetch. Raises NotFound."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    row = session.execute(
        select(Document.text, *METADATA).where(Document.id == document_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such document."))
    known = metadata_in(row)
    given = SourceText(
        text=row.text,
        media_type="text/plain",
        title=known.title or "",
        publisher=known.outlet or "",
        published=known.published,
        url=known.url,
    )
    return _keep_ready(session, assignment, Origin.FOUND, given)


def open_again(
    session: Session, *, assignment_id: Token, annotator_id: int, fetch_id: Token
) -> Token:
    """Open for this claim what was opened for another; the token of the new fetch.

    Raises NotFound for what this person may not see.
    """
    assignment = own_assignment(session, assignment_id, annotator_id)
    wanted = (
        select(Fetch, Snapshot.text)
        .join(Snapshot, Snapshot.id == Fetch.snapshot_id)
        .where(Fetch.token == fetch_id)
    )
    row = session.execute(visible_to(wanted, annotator_id)).one_or_none()
    if row is None:
        raise NotFound(_("There is no such source, or it is not for you yet."))
    before: Fetch = row.Fetch
    given = SourceText(
        text=row.text,
        media_type=before.media_type,
        title=before.title,
        publisher=before.publisher,
        published=before.published,
        url=before.url,
        claim_review=before.claim_review,
    )
    return _keep_ready(session, assignment, Origin.FOUND, given)


def keep_text(session: Session, *, fetch_id: int, found: SourceText) -> None:
    """Keep what came, which ends the fetch's job.

    Raises Conflict when another worker was faster, BadInput for no text.
    """
    fetch = _waiting(session, fetch_id)
    fetch.snapshot_id = _snapshot(session, fetch.source_id, found.text)
    fetch.state, fetch.finished_at, fetch.upload = FetchState.READY, now(), None
    fetch.media_type, fetch.final_url = found.media_type, found.url
    fetch.title = found.title or fetch.title
    fetch.publisher, fetch.claim_review = found.publisher, found.claim_review
    fetch.published = found.published or fetch.published
    session.flush()
    finish_for(session, kind=FETCH, subject=fetch.id)
    _record_fetched(session, fetch)


def _record_fetched(session: Session, fetch: Fetch) -> None:
    record(
        session,
        Action.SOURCE_FETCHED,
        f"source {fetch.source_id}",
        claim_set_id=session.get_one(Assignment, fetch.assignment_id).claim_set_id,
        set_claim_id=fetch.set_claim_id,
    )


def _waiting(session: Session, fetch_id: int) -> Fetch:
    fetch = session.get(Fetch, fetch_id, with_for_update=True)
    if fetch is None:
        raise NotFound(_("There is no such fetch."))
    if fetch.state is not FetchState.WAITING:
        raise Conflict(_("This source was brought already."))
    return fetch


def _keep_ready(
    session: Session, assignment: Assignment, origin: Origin, given: SourceText
) -> Token:
    """Return a fetch that is ready at once; the one that is there when this very text is open
    already.
    """
    source_id = keep_source(session, url=given.url, title=given.title, publisher=given.publisher)
    snapshot_id = _snapshot(session, source_id, given.text)
    same = session.scalar(
        select(Fetch)
        .where(Fetch.assignment_id == assignment.id, Fetch.snapshot_id == snapshot_id)
        .order_by(Fetch.id)
        .limit(1)
    )
    if same is not None:
        return bring_back(session, assignment, same)
    return _keep(
        session,
        assignment,
        origin,
        source_id,
        state=FetchState.READY,
        finished_at=now(),
        snapshot_id=snapshot_id,
        media_type=given.media_type,
        url=given.url,
        title=given.title,
        publisher=given.publisher,
        claim_review=given.claim_review,
        published=given.published,
    )


def _keep(
    session: Session, assignment: Assignment, origin: Origin, source_id: int, **fields: Any
) -> Token:
    asked = session.scalar(select(func.count()).where(Fetch.assignment_id == assignment.id)) or 0
    if asked >= MOST_FETCHES:
        raise BadInput(
            _(
                "You have opened %(most_fetches)s sources for this claim; no more fit.",
                most_fetches=MOST_FETCHES,
            )
        )
    common = {
        "state": FetchState.WAITING,
        "media_type": "",
        "title": "",
        "publisher": "",
        "claim_review": False,
    }
    fetch = Fetch(
        source_id=source_id,
        assignment_id=assignment.id,
        set_claim_id=assignment.set_claim_id,
        asked_by_id=assignment.annotator_id,
        origin=origin,
        asked_at=now(),
        **{**common, **fields},
    )
    session.add(fetch)
    session.flush()
    if fetch.state is FetchState.WAITING:
        enqueue(session, kind=FETCH, subjects=[fetch.id])
    record(
        session,
        Action.SOURCE_ADDED,
        f"source {fetch.token}",
        after={"origin": origin},
        by=assignment.annotator_id,
        claim_set_id=assignment.claim_set_id,
        set_claim_id=assignment.set_claim_id,
    )
    return fetch.token


def _snapshot(session: Session, source_id: int, given: str) -> int:
    """Return the id of a text of a source. Raises BadInput for one that is empty or too long."""
    # A browser gives every end of a line as LF: places must be the same there and here.
    text = clean(given).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInput(_("There is no text in it. Paste the passage that you need."), "text")
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            _(
                "It has %(text)s characters; a source may have %(most_characters)s. Paste the "
                "part that you need.",
                text=len(text),
                most_characters=MOST_CHARACTERS,
            ),
            "text",
        )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    unique = {"source_id": source_id, "sha256": sha256}
    return registered(session, Snapshot, unique, text=text, taken_at=now())
