"""Counting the order of the reviewers' queue when claims have come into it."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.errors import ClaimbookError
from annotator.operations.derived.queue_order import begin_count, end_count, keep_places
from annotator.queries.review.expected_error import labels
from annotator.queries.review.queue_order import places, sets_to_order, waiting_claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from annotator.records import PlacedClaim
    from annotator.storage.database import Database

#: An order rests for so many times as long as counting it took: a large set takes a twentieth of a
#: core, a small one is counted at once.
REST = 20
#: What could not be counted is tried again after so long.
TRY_AGAIN = timedelta(minutes=10)
#: So many places are kept in one transaction: nobody waits for long to keep a judgement.
PIECE = 2_000


def order_some(database: Database) -> int:
    """Count the order of the queues that are behind; returns of how many sets."""
    with database.reading() as session:
        behind = sets_to_order(session, now())
    return sum(order(database, claim_set_id) for claim_set_id in behind)


def order(database: Database, claim_set_id: int) -> bool:
    """Count the order of a set's queue, unless somebody else does; says whether it was counted.

    The model is fitted outside of any transaction. What comes meanwhile waits for the next count,
    and so does a set whose count was killed.
    """
    begun, at = monotonic(), now()
    with database.writing() as session:
        mine = begin_count(session, claim_set_id=claim_set_id, at=at)
        session.commit()
    if not mine:
        return False
    try:
        placed, votes_sha256 = _counted(database, claim_set_id)
        for piece in _pieces(placed):
            with database.writing() as session:
                keep_places(session, piece)
                session.commit()
    except (ClaimbookError, ValueError, ArithmeticError, MemoryError) as error:
        # A set that cannot be ordered must not keep the others waiting.
        reason = str(error) or type(error).__name__
        _end(database, claim_set_id, rests_until=now() + TRY_AGAIN, failure=reason)
        return False
    rest = timedelta(seconds=REST * (monotonic() - begun))
    _end(
        database,
        claim_set_id,
        rests_until=now() + rest,
        counted_at=at,
        votes_sha256=votes_sha256,
    )
    return True


def _counted(database: Database, claim_set_id: int) -> tuple[list[PlacedClaim], str]:
    """The places, and the hash of the judgements that they were counted from."""
    with database.reading() as session:
        waiting = waiting_claims(session, claim_set_id)
        votes = labels(session, claim_set_id)
    return places(waiting, votes), votes.sha256


def _pieces(placed: list[PlacedClaim]) -> Iterator[list[PlacedClaim]]:
    for start in range(0, len(placed), PIECE):
        yield placed[start : start + PIECE]


def _end(
    database: Database,
    claim_set_id: int,
    *,
    rests_until: datetime,
    counted_at: datetime | None = None,
    votes_sha256: str | None = None,
    failure: str | None = None,
) -> None:
    with database.writing() as session:
        end_count(
            session,
            claim_set_id=claim_set_id,
            rests_until=rests_until,
            counted_at=counted_at,
            votes_sha256=votes_sha256,
            failure=failure,
        )
        session.commit()
