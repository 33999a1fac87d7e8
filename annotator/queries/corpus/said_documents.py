"""What outlets publish and where speakers are quoted: documents, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select

from annotator.models import (
    SPEAKERS,
    Attribution,
    Document,
    NameRegister,
    Publication,
)
from annotator.queries.corpus.metadata import METADATA, metadata_in

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.records import DocumentMetadata

#: Documents that the page of a speaker or an outlet shows.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class SaidDocument:
    """A document of an outlet, or one that quotes a speaker."""

    id: int
    metadata: DocumentMetadata


def said_documents(
    session: Session, register: NameRegister, row_id: int
) -> tuple[SaidDocument, ...]:
    """Return the newest documents of an outlet, or that quote a speaker."""
    of: ColumnElement[bool]
    if register is SPEAKERS:
        of = exists().where(
            Attribution.document_id == Document.id, Attribution.speaker_id == row_id
        )
    else:
        of = _published_by(row_id)
    rows = session.execute(
        select(Document.id, *METADATA).where(of).order_by(Document.id.desc()).limit(NEWEST)
    )
    return tuple(SaidDocument(row.id, metadata_in(row)) for row in rows)


def _published_by(outlet_id: int) -> ColumnElement[bool]:
    """Return the condition that an outlet published a document, first or again."""
    again = exists().where(
        Publication.document_id == Document.id, Publication.outlet_id == outlet_id
    )
    return or_(Document.outlet_id == outlet_id, again)
