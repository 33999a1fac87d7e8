"""The reviewers' queue: which claims are in it, and in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, update

from annotator.models import QueuedClaim, QueueOrder, SetClaim
from annotator.queries.review.queued_claims import kept_queue, queued_from_cold
from annotator.storage.statements import PreparedChange
from annotator.storage.upserts import insert_into
from annotator.terms import QueueState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.records import PlacedClaim

#: A count that has not ended by then is taken for one that was killed.
LONGEST = timedelta(minutes=5)
#: Both databases bound how many values one statement may carry.
PIECE = 1_000
# One that was judged again meanwhile waits for the next count.
_PLACE = PreparedChange(
    update(QueuedClaim.__table__)  # type: ignore[arg-type]
    .where(
        QueuedClaim.set_claim_id == bindparam("claim"),
        QueuedClaim.judgement_id == bindparam("judgement"),
        QueuedClaim.state == QueueState.OPEN,
    )
    .values(place=bindparam("at"), likely_error=bindparam("likely"))
)


def requeue(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> None:
    """Put those of a set's claims into the queue that belong there, and take out the others.

    `claims` are conditions on SetClaim. One whose judgements or state are new loses its place.
    """
    of_set = (SetClaim.claim_set_id == claim_set_id, *claims)
    kept, found = kept_queue(session, *of_set), queued_from_cold(session, *of_set)
    gone = sorted(kept.keys() - found.keys())
    for start in range(0, len(gone), PIECE):
        those = QueuedClaim.set_claim_id.in_(gone[start : start + PIECE])
        session.execute(delete(QueuedClaim).where(those))
    rows = [
        {"set_claim_id": claim, "claim_set_id": claim_set_id, **queued._asdict()}
        for claim, queued in sorted(found.items())
        if queued != kept.get(claim)
    ]
    if rows:
        insert = insert_into(session, QueuedClaim)
        newer = {name: insert.excluded[name] for name in ("state", "since", "judgement_id")}
        unplaced = {"place": None, "likely_error": None}
        session.execute(
            insert.on_conflict_do_update(index_elements=["set_claim_id"], set_=newer | unplaced),
            rows,
        )


def forget_order(session: Session, claim_set_id: int) -> None:
    """Take all places from a set's queue: its order is counted anew, and at once."""
    of_set = QueuedClaim.claim_set_id == claim_set_id
    session.execute(update(QueuedClaim).where(of_set).values(place=None, likely_error=None))
    session.execute(delete(QueueOrder).where(QueueOrder.claim_set_id == claim_set_id))


def begin_count(session: Session, *, claim_set_id: int, at: datetime) -> bool:
    """Whether the order of a set's queue is this worker's to count, and nobody else's meanwhile."""
    insert = insert_into(session, QueueOrder).values(
        claim_set_id=claim_set_id, rests_until=at + LONGEST
    )
    begun = insert.on_conflict_do_update(
        index_elements=["claim_set_id"],
        set_={"rests_until": at + LONGEST},
        where=QueueOrder.rests_until <= at,
    )
    return session.scalar(begun.returning(QueueOrder.claim_set_id)) is not None


def keep_places(session: Session, placed: Sequence[PlacedClaim]) -> None:
    """Keep the places of claims, but for those that were judged or decided on meanwhile.

    In one order, as `requeue` goes: two who write many rows must not wait for each other in a ring.
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
    rests_until: datetime,
    counted_at: datetime | None = None,
    failure: str | None = None,
) -> None:
    """Note when the order was counted, or why it could not be; `counted_at` is None then."""
    order = session.get_one(QueueOrder, claim_set_id)
    order.counted_at = counted_at or order.counted_at
    order.rests_until, order.failure = rests_until, failure
    session.flush()
