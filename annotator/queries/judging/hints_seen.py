"""Which hints an annotator had seen at a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select

from annotator.models import Fetch, Hint, HintOpening, Judgement, Passage
from annotator.records import HintsSeen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


def hints_seen(session: Session, judgement_ids: Sequence[int]) -> dict[int, HintsSeen]:
    """Return the hints that its annotator had seen and opened before each judgement."""
    rows = session.execute(
        select(
            Judgement.id,
            Judgement.hints,
            func.count(Hint.id).label("shown"),
            func.count(HintOpening.hint_id).label("opened"),
        )
        .outerjoin(
            Hint,
            and_(
                Hint.assignment_id == Judgement.assignment_id,
                Hint.shown_at <= Judgement.created_at,
            ),
        )
        .outerjoin(
            HintOpening,
            and_(HintOpening.hint_id == Hint.id, HintOpening.opened_at <= Judgement.created_at),
        )
        .where(Judgement.id.in_(judgement_ids))
        .group_by(Judgement.id, Judgement.hints)
    )
    return {row.id: HintsSeen(row.hints, row.shown, row.opened) for row in rows}


def hinted() -> ColumnElement[bool]:
    """Return the condition that a linked passage lies in one that was opened from a hint before the
    judgement.

    For statements over EvidenceLink joined with Passage and Judgement.
    """
    return exists().where(
        Hint.assignment_id == Judgement.assignment_id,
        Hint.start < Passage.end,
        Hint.end > Passage.start,
        HintOpening.hint_id == Hint.id,
        Fetch.id == HintOpening.fetch_id,
        Fetch.snapshot_id == Passage.snapshot_id,
        HintOpening.opened_at <= Judgement.created_at,
    )
