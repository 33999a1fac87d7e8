"""Counting the order of the reviewers' queue when claims have come into it."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from annotator import terms
from annotator.clock import now
from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.derived.queue_order import end_count, keep_places
from annotator.queries.review.expected_error import labels
from annotator.queries.review.queue_order import places, sets_to_order, waiting_claims

if TYPE_CHECKING:
    from annotator.jobs.run import Run
    from annotator.queries.review.queue_order import PlacedClaim
    from annotator.storage.database import Database

#: An order rests for so many times as long as counting it took: a large set takes a twentieth of a
#: core, a small one is counted at once.
REST = 20
#: So many places are kept in one transaction: no judgement waits for long.
PIECE = 2_000


def order(run: Run) -> None:
    """Count the order of a set's queue.

    The model is fitted outside of any transaction. Claims that come in between wait for the next
    count, and so does a set whose count was killed.
    """
    begun, at = monotonic(), now()
    placed, votes_sha256 = _counted(run.database, run.subject)
    for start in range(0, len(placed), PIECE):
        with run.transaction(start, len(placed)) as session:
            keep_places(session, placed[start : start + PIECE])
    rest = timedelta(seconds=REST * (monotonic() - begun))
    with run.last_transaction() as session:
        end_count(
            session,
            claim_set_id=run.subject,
            counted_at=at,
            votes_sha256=votes_sha256,
            rests_until=now() + rest,
        )


def _counted(database: Database, claim_set_id: int) -> tuple[list[PlacedClaim], str]:
    """Return the places, and the hash of the judgements that they were counted from."""
    with database.reading() as session:
        waiting = waiting_claims(session, claim_set_id)
        votes = labels(session, claim_set_id)
    return places(waiting, votes), votes.sha256


ORDERING = JobKind(terms.ORDERING, lazy("Order a review queue"), order, sets_to_order)
