"""The demonstration shows what Claimbook does, hints included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import demonstration
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.operations.desk import assignments
from annotator.operations.sets.policies import switch_hints
from annotator.queries.hints.hints import hints_for
from annotator.queries.people.people import person_named
from annotator.queries.review.review_queue import queue
from annotator.storage.database import Database
from annotator.terms import QueueState, SkipReason

if TYPE_CHECKING:
    from annotator.queries.hints.hints import Hints

#: How many claims a person looks at to try the hints.
FIRST_LOOK = 5


def test_whoever_switches_hints_on_soon_sees_a_decided_claim_and_passages(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        demonstration.load(session)
        switch_hints(session, claim_set_id=1, hints=True)
        session.commit()
    run_waiting(database, COMPARISON)
    for name in ("amira", "ben", "chiara"):
        seen = [_hints_of_the_next(database, name) for _ in range(FIRST_LOOK)]
        assert any(hints.decided for hints in seen)
        assert any(hints.passages for hints in seen)
    database.dispose()


def test_a_reviewer_finds_claims_that_are_decided_and_claims_that_wait(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        demonstration.load(session)
        session.commit()
    with database.reading() as session:
        rosa = person_named(session, "rosa").id
        assert queue(session, 1, rosa, show=QueueState.OPEN).total > 0
        assert queue(session, 1, rosa, show=QueueState.DECIDED).total > 0
    database.dispose()


def _hints_of_the_next(database: Database, name: str) -> Hints:
    """What is shown beside the person's next claim, which they then pass on."""
    with database.writing() as session:
        annotator_id = person_named(session, name).id
        next_one = assignments.take_next(
            session, claim_set_id=1, annotator_id=annotator_id, lease_minutes=60
        )
        assert next_one is not None
        hints = hints_for(session, next_one, annotator_id)
        assignments.skip(
            session,
            assignment_id=next_one,
            annotator_id=annotator_id,
            reason=SkipReason.NOT_FOR_ME,
        )
        session.commit()
    return hints
