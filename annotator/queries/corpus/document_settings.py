"""What an editor can change in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import dates
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Document
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.corpus.topics import topics_of_documents
from annotator.shared_settings import DocumentSettings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def document_settings(session: Session, document_id: int) -> DocumentSettings:
    """Return what is known of a document, as its form has it. Raises NotFound."""
    row = session.execute(select(*METADATA).where(Document.id == document_id)).one_or_none()
    if row is None:
        raise NotFound(_("There is no such document."))
    known = metadata_in(row)
    return DocumentSettings(
        title=known.title or "",
        outlet=known.outlet or "",
        date=dates.text(known.published) or "",
        author=known.author or "",
        url=known.url or "",
        language=known.language or "",
        topics=", ".join(
            topic.name for topic in topics_of_documents(session, [document_id])[document_id]
        ),
    )
