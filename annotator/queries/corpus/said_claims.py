"""What speakers say and outlets publish: claims and documents, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select

from annotator.models import (
    SPEAKERS,
    Agent,
    Attribution,
    Claim,
    Document,
    Match,
    Mention,
    NameRegister,
    Publication,
)
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.storage.paging import preceding
from annotator.terms import MatchState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.records import DocumentMetadata

PAGE_SIZE = 50
#: Documents that the page of a speaker or an outlet shows.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim where it is said; `speaker` is empty where the text does not tell it."""

    claim_id: int
    text: str
    language: str
    speaker: str | None
    document_id: int
    document: DocumentMetadata


@dataclass(frozen=True, slots=True)
class SaidDocument:
    """A document of an outlet, or one that quotes a speaker."""

    id: int
    metadata: DocumentMetadata


def said_claims(
    session: Session, register: NameRegister, row_id: int, *, before: int | None = None
) -> tuple[tuple[SaidClaim, ...], int | None]:
    """Return claims of a speaker or an outlet, a line each mention, newest first.

    With them comes what the next page is `before`, None when there is none.
    """
    wanted: Any = (
        select(
            *(Mention.id, Claim.id.label("claim_id"), Claim.text.label("claim")),
            Claim.language.label("claim_language"),
            *(Agent.name.label("speaker"), Mention.document_id, *METADATA),
        )
        .select_from(Mention)
        .join(Document, Document.id == Mention.document_id)
        .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
        .join(Claim, Claim.id == Match.claim_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .outerjoin(Agent, Agent.id == Attribution.speaker_id)
        .where(_of(register, row_id))
    )
    rows, following = preceding(session, wanted, Mention.id, before=before, size=PAGE_SIZE)
    found = [
        SaidClaim(
            row.claim_id,
            row.claim,
            row.claim_language,
            row.speaker,
            row.document_id,
            metadata_in(row),
        )
        for row in rows
    ]
    return tuple(found), following


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


def _of(register: NameRegister, row_id: int) -> ColumnElement[bool]:
    if register is SPEAKERS:
        return Attribution.speaker_id == row_id
    return _published_by(row_id)


def _published_by(outlet_id: int) -> ColumnElement[bool]:
    """Return the condition that an outlet published a document, first or again."""
    again = exists().where(
        Publication.document_id == Document.id, Publication.outlet_id == outlet_id
    )
    return or_(Document.outlet_id == outlet_id, again)
