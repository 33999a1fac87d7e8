"""Corrected texts, and the documents that they supersede."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from annotator.models import Document, Match, Mention
from annotator.terms import MatchState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """The neighbours of a document among corrected texts, by their ids.

    `left` is how many claims only the predecessor says.
    """

    supersedes: int | None
    superseded_by: int | None
    left: int


def is_superseded() -> ColumnElement[bool]:
    """Return the condition that a later document corrects the text. For statements over
    Document.
    """
    later = aliased(Document)
    return exists().where(later.supersedes_id == Document.id).correlate(Document)


def correction_of(session: Session, document_id: int) -> CorrectionRecord:
    """Return which document this one supersedes, and which supersedes this one, if any."""
    before, after = aliased(Document), aliased(Document)
    row = session.execute(
        select(before.id.label("before"), after.id.label("after"))
        .select_from(Document)
        .outerjoin(before, before.id == Document.supersedes_id)
        .outerjoin(after, after.supersedes_id == Document.id)
        .where(Document.id == document_id)
    ).one_or_none()
    if row is None or (row.before is None and row.after is None):
        return CorrectionRecord(None, None, 0)
    said = (
        select(func.count(func.distinct(Match.claim_id)))
        .join(Mention, Mention.id == Match.mention_id)
        .where(Mention.document_id == row.before, Match.state == MatchState.CONFIRMED)
    )
    return CorrectionRecord(row.before, row.after, session.scalar(said) or 0)
