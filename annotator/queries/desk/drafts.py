"""Drafts, for those who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from annotator import drafts
from annotator.drafts import DraftRecord
from annotator.models import Assignment, Draft
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.tokens import Token


def draft_of(session: Session, assignment_id: Token, annotator_id: int) -> DraftRecord | None:
    """Return the annotator's own draft of a claim; None when there is none, or it is another's."""
    row = session.scalar(
        select(Draft)
        .join(Assignment, Assignment.id == Draft.assignment_id)
        .where(Assignment.token == assignment_id, Assignment.annotator_id == annotator_id)
    )
    return None if row is None else kept(row)


def drafts_of(session: Session, assignment_ids: Sequence[int]) -> dict[int, DraftRecord]:
    """Return drafts by their assignment. Whose assignments these are is the caller's question."""
    if not assignment_ids:
        return {}
    found = _OF_ASSIGNMENTS.rows(session, assignment_ids=list(assignment_ids))
    return {row.assignment_id: kept(row) for row in found}


def kept(row: Draft | Row[*tuple[Any, ...]]) -> DraftRecord:
    """Return a row as a record."""
    return DraftRecord(drafts.read(row.fields), row.version, row.save, row.saved_at)


def untidy_drafts(session: Session, at: datetime, limit: int = 100) -> tuple[int, ...]:
    """Return the assignments whose drafts may hold something old enough to be forgotten."""
    return tuple(
        session.scalars(
            select(Draft.assignment_id)
            .where(Draft.tidy_at <= at)
            .order_by(Draft.assignment_id)
            .limit(limit)
        )
    )


# Asked for every claim on a desk.
_OF_ASSIGNMENTS = Prepared(
    select(Draft.assignment_id, Draft.fields, Draft.version, Draft.save, Draft.saved_at).where(
        Draft.assignment_id.in_(bindparam("assignment_ids", expanding=True))
    )
)
