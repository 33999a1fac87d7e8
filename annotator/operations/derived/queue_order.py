"""The order of the reviewers' queue: the place of each claim that waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, delete, select, update

from annotator.clock import now
from annotator.errors import BadInput
from annotator.models import QueuedClaim, QueueOrder, SetClaim
from annotator.operations.derived.structure import ComparedRow, verification
from annotator.queries.derived.histories import ClaimKey
from annotator.queries.review.expected_error import labels
from annotator.queries.review.queue_order import places, waiting_claims
from annotator.storage.statements import PreparedChange
from annotator.storage.upserts import insert_into
from annotator.terms import QueueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows
    from annotator.queries.review.queue_order import PlacedClaim

#: Likely errors are compared to so many digits: processors round differently.
DIGITS = 6


def forget_order(session: Session, claim_set_id: int) -> None:
    """Take all places from a set's queue, so that the worker counts its order at once."""
    of_set = QueuedClaim.claim_set_id == claim_set_id
    session.execute(update(QueuedClaim).where(of_set).values(place=None, likely_error=None))
    session.execute(delete(QueueOrder).where(QueueOrder.claim_set_id == claim_set_id))


def keep_places(session: Session, placed: Sequence[PlacedClaim]) -> None:
    """Keep the places of claims, except those judged or decided since the count began.

    Rows are written in the order of `requeue`, so that two writers never wait in a ring.
    """
    _PLACE.apply(
        session,
        [
            {
                "claim": claim.set_claim_id,
                "judgement": claim.judgement_id,
                "at": claim.place,
                "likely": claim.likely_error,
            }
            for claim in sorted(placed, key=lambda claim: claim.set_claim_id)
        ],
    )


def end_count(
    session: Session,
    *,
    claim_set_id: int,
    counted_at: datetime,
    votes_sha256: str,
    rests_until: datetime,
) -> None:
    """Note when the order of a set's queue was counted, and from which judgements."""
    count = {"counted_at": counted_at, "votes_sha256": votes_sha256, "rests_until": rests_until}
    session.execute(
        insert_into(session, QueueOrder)
        .values(claim_set_id=claim_set_id, **count)
        .on_conflict_do_update(index_elements=["claim_set_id"], set_=count)
    )


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Count the order again where its judgements are those that it was counted from.

    An order that is behind, which the worker counts again by itself, has nothing to be compared
    with: no row is looked at.
    """
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Count the order of a set's queue now; where it cannot be counted, no claim keeps a place."""
    forget_order(session, claim_set_id)
    at, votes = now(), labels(session, claim_set_id)
    waiting = waiting_claims(session, claim_set_id)
    try:
        placed = places(waiting, votes)
    except (BadInput, ValueError, ArithmeticError):
        return  # the worker tries again, and says why it cannot be counted
    if placed:
        keep_places(session, placed)
    end_count(
        session, claim_set_id=claim_set_id, counted_at=at, votes_sha256=votes.sha256, rests_until=at
    )


class PlaceInOrder(NamedTuple):
    """Which of the claims with a place comes when, and how likely its majority is wrong."""

    place: int
    likely_error: float | None

    def __str__(self) -> str:
        likely = "unknown" if self.likely_error is None else f"{self.likely_error:.6f}"
        return f"place {self.place}, likely error {likely}"


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[ClaimKey, PlaceInOrder]]:
    counted_from = session.scalar(
        select(QueueOrder.votes_sha256).where(QueueOrder.claim_set_id == claim_set_id)
    )
    votes = labels(session, claim_set_id)
    if counted_from != votes.sha256:
        return
    kept = _kept(session, claim_set_id)
    known = {key.set_claim_id for key in kept}
    waiting = [one for one in waiting_claims(session, claim_set_id) if one.set_claim_id in known]
    right = {one.set_claim_id: one for one in places(waiting, votes)}
    # Claims that were decided on have left gaps: it is the order that is compared.
    for place, (key, likely) in enumerate(kept.items()):
        found = right[key.set_claim_id]
        yield ComparedRow(key, _place(place, likely), _place(found.place, found.likely_error))


def _place(place: int, likely: float | None) -> PlaceInOrder:
    return PlaceInOrder(place, None if likely is None else round(likely, DIGITS))


def _kept(session: Session, claim_set_id: int) -> dict[ClaimKey, float | None]:
    """Return the claims with a place, in their order; one that has come since waits for the next
    count.
    """
    rows = session.execute(
        select(QueuedClaim.set_claim_id, SetClaim.claim_id, QueuedClaim.likely_error)
        .join(SetClaim, SetClaim.id == QueuedClaim.set_claim_id)
        .where(QueuedClaim.claim_set_id == claim_set_id, QueuedClaim.place.is_not(None))
        .order_by(QueuedClaim.place, QueuedClaim.since, QueuedClaim.set_claim_id)
    )
    return {ClaimKey(row.set_claim_id, row.claim_id): row.likely_error for row in rows}


# A claim that was judged again during the count waits for the next one.
_PLACE = PreparedChange(
    update(QueuedClaim.__table__)  # type: ignore[arg-type]
    .where(
        QueuedClaim.set_claim_id == bindparam("claim"),
        QueuedClaim.judgement_id == bindparam("judgement"),
        QueuedClaim.state == QueueState.OPEN,
    )
    .values(place=bindparam("at"), likely_error=bindparam("likely"))
)
