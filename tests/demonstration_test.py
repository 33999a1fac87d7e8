"""The demonstration shows what Claimbook does, hints included."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator import demonstration
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.models import ClaimSet
from annotator.operations.desk import assignments
from annotator.operations.sets.policies import switch_hints
from annotator.queries.hints.hints import hints_for
from annotator.queries.people.people import person_named
from annotator.queries.review.review_queue import queue
from annotator.storage.database import Database
from annotator.terms import QueueState, SkipReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from annotator.queries.hints.hints import Hints

#: How many claims a person looks at to try the hints.
FIRST_LOOK = 5


@pytest.fixture(scope="module")
def loaded(migrated_sqlite: Path) -> Iterator[Database]:
    """The demonstration in a database: to load it takes longer than a test."""
    path = migrated_sqlite.with_name("demonstration.sqlite")
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    passwords = demonstration.hashed_passwords()
    with database.writing() as session:
        demonstration.load(session, passwords)
        session.commit()
    yield database
    database.dispose()


def test_a_reviewer_finds_claims_that_are_decided_and_claims_that_wait(loaded: Database) -> None:
    with loaded.reading() as session:
        claim_set_id, rosa = _the_set(session), person_named(session, "rosa").id
        assert queue(session, claim_set_id, rosa, show=QueueState.OPEN).total > 0
        assert queue(session, claim_set_id, rosa, show=QueueState.DECIDED).total > 0


def test_whoever_switches_hints_on_soon_sees_a_decided_claim_and_passages(loaded: Database) -> None:
    with loaded.writing() as session:
        switch_hints(session, claim_set_id=_the_set(session), hints=True)
        session.commit()
    run_waiting(loaded, COMPARISON)
    for name in ("amira", "ben", "chiara"):
        seen = [_hints_of_the_next(loaded, name) for _ in range(FIRST_LOOK)]
        assert any(hints.decided for hints in seen)
        assert any(hints.passages for hints in seen)


def _the_set(session: Session) -> int:
    return session.scalars(select(ClaimSet.id)).one()


def _hints_of_the_next(database: Database, name: str) -> Hints:
    """What is shown beside the person's next claim, which they then pass on."""
    with database.writing() as session:
        annotator_id = person_named(session, name).id
        next_one = assignments.take_next(
            session, claim_set_id=_the_set(session), annotator_id=annotator_id, lease_minutes=60
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
