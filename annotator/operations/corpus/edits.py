"""Edits of what is known of a document."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import update

from annotator import dates
from annotator.actions import Action
from annotator.cleaning import language_code, one_line, web_address
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import OUTLETS, Document
from annotator.models.any_claims import AnyClaim
from annotator.operations.audit_log import record_difference
from annotator.operations.corpus.removals import CHUNK, lock_claims
from annotator.operations.corpus.topics import set_document_topics, topics_in
from annotator.operations.derived.claim_notes import wait_for_notes
from annotator.operations.names import found_names
from annotator.queries.corpus.document_settings import document_settings
from annotator.shared_settings import refuse_stale

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.shared_settings import DocumentSettings

LONGEST = 500


def edit_document(
    session: Session,
    *,
    document_id: int,
    seen: str | None,
    given: DocumentSettings,
    by: int | None = None,
) -> bool:
    """Save what is known of a document; `seen` is the version that the page showed.

    What the checks find in its claims is looked for again. Return True if something changed. Raises
    NotFound, StaleSettings, and BadInput that names the field.
    """
    given = _cleaned(given)
    document = session.get(Document, document_id, with_for_update=True, populate_existing=True)
    if document is None:
        raise NotFound(_("There is no such document."))
    before = document_settings(session, document_id)
    refuse_stale(seen, before, given)
    names = found_names(session, OUTLETS, [given.outlet] if given.outlet else [])
    outlet_id = names[given.outlet].id if given.outlet else None
    document.title, document.author = given.title, given.author or None
    document.url, document.outlet_id = given.url or None, outlet_id
    document.published = dates.parse(given.date)
    if document.language != given.language:
        document.language = given.language
        _translate(session, document_id, given.language)
    session.flush()
    set_document_topics(session, document_id=document_id, names=topics_in(given.topics))
    after = document_settings(session, document_id)
    if after == before:
        return False
    wait_for_notes(session, document_id=document_id)
    subject = f"document {document_id}"
    changed = Action.DOCUMENT_CHANGED
    record_difference(session, changed, subject, asdict(before), asdict(after), by=by)
    return True


def _cleaned(given: DocumentSettings) -> DocumentSettings:
    """Return what a person typed as it is stored. Raises BadInput that names the field."""
    lines = {name: one_line(getattr(given, name)) for name in ("title", "outlet", "author")}
    if not lines["title"]:
        raise BadInput(_("Enter a title."), "title")
    for name, value in lines.items():
        if len(value) > LONGEST:
            raise BadInput(_("Use at most %(most)s characters.", most=LONGEST), name)
    return replace(
        given,
        **lines,
        date=dates.text(dates.parse(given.date)) or "",
        url=web_address(given.url.strip()) if given.url.strip() else "",
        language=language_code(given.language),
        topics=", ".join(topics_in(given.topics)),
    )


def _translate(session: Session, document_id: int, language: str) -> None:
    """Let the claims that only this document says have its language."""
    claim_ids = lock_claims(session, document_id)
    for start in range(0, len(claim_ids), CHUNK):
        session.execute(
            update(AnyClaim)
            .where(AnyClaim.id.in_(claim_ids[start : start + CHUNK]))
            .values(language=language)
        )
