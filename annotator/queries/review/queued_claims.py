"""Which claims belong into the reviewers' queue, from cold, and what is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, func, literal, select

from annotator.models import ClaimSet, Disagreement, Judgement, QueuedClaim, SetClaim, SpotCheck
from annotator.queries.visibility.completeness import complete
from annotator.queries.visibility.settled import decided, differing, is_drawn
from annotator.terms import DisagreementState, QueueState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session


class Queued(NamedTuple):
    """What puts a claim into the queue, as `QueuedClaim` has it."""

    state: QueueState
    since: datetime
    judgement_id: int


def _state() -> ColumnElement[QueueState | None]:
    """Return what a claim is in the queue as, NULL where it is not. For statements over
    SetClaim.
    """
    kind = QueuedClaim.state.type
    return case(
        (differing(DisagreementState.OPEN), literal(QueueState.OPEN, kind)),
        (decided(), literal(QueueState.DECIDED, kind)),
        (is_drawn(), literal(QueueState.DRAWN, kind)),
    )


def _of_cold() -> Select[int, QueueState, datetime, int]:
    differed = select(func.min(Disagreement.opened_at)).where(
        Disagreement.set_claim_id == SetClaim.id
    )
    drawn = select(SpotCheck.drawn_at).where(SpotCheck.set_claim_id == SetClaim.id)
    newest = select(func.max(Judgement.id)).where(Judgement.set_claim_id == SetClaim.id)
    state = _state()
    return (
        select(
            SetClaim.id,
            state.label("state"),
            func.coalesce(differed.scalar_subquery(), drawn.scalar_subquery()).label("since"),
            newest.scalar_subquery().label("judgement_id"),
        )
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(complete(), state.is_not(None))
    )


# Asked with each last judgement on a claim; what is asked for is added.
_COLD = _of_cold()
_KEPT = select(SetClaim.id, QueuedClaim.state, QueuedClaim.since, QueuedClaim.judgement_id).join(
    QueuedClaim, QueuedClaim.set_claim_id == SetClaim.id
)


def queued_from_cold(session: Session, *claims: ColumnElement[bool]) -> dict[int, Queued]:
    """Return those of these claims that belong into the queue; `claims` are conditions on
    SetClaim.
    """
    return _by_claim(session, _COLD.where(*claims))


def kept_queue(session: Session, *claims: ColumnElement[bool]) -> dict[int, Queued]:
    """Return those of these claims that are kept in the queue."""
    return _by_claim(session, _KEPT.where(*claims))


def _by_claim(session: Session, rows: Select[int, QueueState, datetime, int]) -> dict[int, Queued]:
    return {
        row.id: Queued(QueueState(row.state), row.since, row.judgement_id)
        for row in session.execute(rows)
    }
