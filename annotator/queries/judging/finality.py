"""Whether what was judged on a claim is final: its annotators may have read it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from annotator.models import Assignment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def has_final(session: Session, set_claim_id: int, round_number: int) -> bool:
    """Return True if a judgement of this round of a claim is final."""
    final = exists().where(
        Assignment.set_claim_id == set_claim_id,
        Assignment.round == round_number,
        Assignment.final,
    )
    return bool(session.scalar(select(final)))
