"""The order of the reviewers' queue: what it is counted from, and how far it is behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, exists, func, literal_column, select

from annotator.models import ClaimSet, Job, Progress, QueuedClaim, QueueOrder
from annotator.queries.review.expected_error import expected_error, labels
from annotator.terms import ORDERING, JobState, QueueState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements
    from annotator.queries.review.expected_error import ExpectedError

#: So few judgements are counted while the page is made: its reader waits for no worker.
FEW = 1_000
# Written out: a bound word would keep both databases from the index of these claims.
_UNPLACED = and_(QueuedClaim.place.is_(None), QueuedClaim.state == literal_column("'open'"))


class WaitingClaim(NamedTuple):
    """A claim that waits for a decision, and its newest judgement; `placed` says it has a place."""

    set_claim_id: int
    judgement_id: int
    placed: bool


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """The place of a claim in the reviewers' queue, from 0, by its judgements up to `judgement_id`.

    `likely_error`, from 0 to 1, is None where nothing can be said.
    """

    set_claim_id: int
    judgement_id: int
    place: int
    likely_error: float | None


@dataclass(frozen=True, slots=True)
class Behind:
    """How many claims wait that the order does not know yet; when it was counted, if ever.

    `failure` is why it could not be counted since, where it could not.
    """

    claims: int
    counted_at: datetime | None
    failure: str | None


def sets_to_order(session: Session, at: datetime) -> list[int]:
    """Return the sets with a claim that has no place, but for those whose order rests."""
    rests = exists().where(QueueOrder.claim_set_id == ClaimSet.id, QueueOrder.rests_until > at)
    return list(
        session.scalars(
            select(ClaimSet.id)
            .where(exists().where(QueuedClaim.claim_set_id == ClaimSet.id, _UNPLACED), ~rests)
            .order_by(ClaimSet.id)
        )
    )


def waiting_claims(session: Session, claim_set_id: int) -> list[WaitingClaim]:
    """Return the claims of a set that wait for a decision, what waits longest first."""
    rows = session.execute(
        select(
            QueuedClaim.set_claim_id,
            QueuedClaim.judgement_id,
            QueuedClaim.place.is_not(None).label("placed"),
        )
        .where(QueuedClaim.claim_set_id == claim_set_id, QueuedClaim.state == QueueState.OPEN)
        .order_by(QueuedClaim.since, QueuedClaim.set_claim_id)
    )
    return [WaitingClaim(row.set_claim_id, row.judgement_id, bool(row.placed)) for row in rows]


def places(waiting: list[WaitingClaim], votes: Judgements) -> list[PlacedClaim]:
    """Return the place of each: the likeliest error first, last those of which nothing is known.

    Those without a place so far are given last: while one of them is left, a count that was
    broken off is taken up again.
    """
    found = expected_error(votes)
    ordered = sorted(
        waiting, key=lambda claim: found.place.get(claim.set_claim_id, len(found.place))
    )
    placed = [
        PlacedClaim(
            claim.set_claim_id, claim.judgement_id, place, found.likely.get(claim.set_claim_id)
        )
        for place, claim in enumerate(ordered)
    ]
    new = {claim.set_claim_id for claim in waiting if not claim.placed}
    return sorted(placed, key=lambda claim: claim.set_claim_id in new)


def counted_now(session: Session, claim_set_id: int) -> ExpectedError | None:
    """Return the order of a small set that has a claim without a place; None where the kept one
    does.
    """
    if not _unplaced(session, claim_set_id) or not _is_small(session, claim_set_id):
        return None
    return expected_error(labels(session, claim_set_id))


def behind(session: Session, claim_set_id: int) -> Behind | None:
    """Return how far the kept order of a set is behind; None where it is not, or is counted at
    once.
    """
    unplaced = _unplaced(session, claim_set_id)
    if not unplaced or _is_small(session, claim_set_id):
        return None
    order = session.get(QueueOrder, claim_set_id)
    failure = session.scalar(
        select(Job.reason).where(
            Job.kind == ORDERING, Job.subject == claim_set_id, Job.state == JobState.FAILED
        )
    )
    return Behind(unplaced, order.counted_at if order else None, failure)


def _unplaced(session: Session, claim_set_id: int) -> int:
    """Return how many claims that wait have no place."""
    of_set = QueuedClaim.claim_set_id == claim_set_id
    return session.scalar(select(func.count()).where(of_set, _UNPLACED)) or 0


def _is_small(session: Session, claim_set_id: int) -> bool:
    judged = select(func.sum(Progress.judged)).where(Progress.claim_set_id == claim_set_id)
    return (session.scalar(judged) or 0) <= FEW
