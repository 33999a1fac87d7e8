"""Two people at one claim wait for one another in one order, never in a ring."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from annotator.errors import ClaimbookError
from annotator.models import Assignment, SetClaim
from annotator.operations.desk import revisions
from annotator.terms import AssignmentState, Decision
from tests.operations.derived.machine import state_of
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import World

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
# SQLite has one writer, which never waits.
pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


@pytest.mark.parametrize("first", ["undo", "send back"])
def test_an_undo_and_a_sending_back_at_one_instant_end_both(world: World, first: str) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        set_claim_id = session.scalars(select(SetClaim.id)).one()
        anns = session.scalars(
            select(Assignment).where(Assignment.annotator_id == world.people["ann"])
        ).one()
    said: dict[str, str] = {}

    def undo() -> None:
        said["undo"] = _outcome(lambda: _undo(world))

    def send_back() -> None:
        back = {"decision": Decision.SENT_BACK, "verdict": None, "reasons": (), "evidence": ()}
        said["send back"] = _outcome(lambda: world.decide("rita", set_claim_id, **back))

    both = [undo, send_back] if first == "undo" else [send_back, undo]
    threads = [threading.Thread(target=act) for act in both]
    # Both are held up where each has locked something: at the judgement that both are about.
    with world.writing() as session:
        session.get_one(Assignment, anns.id, with_for_update=True)
        for number, thread in enumerate(threads, start=1):
            thread.start()
            _wait_until(world, number)
        session.rollback()
    for thread in threads:
        thread.join()
    refused = "There is nothing to decide on this claim." if first == "undo" else "done"
    assert said == {"undo": "done", "send back": refused}
    assert state_of(world, anns.token) is AssignmentState.REOPENED


def _undo(world: World) -> None:
    with world.writing() as session:
        revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )
        session.commit()


def _outcome(act: Callable[[], object]) -> str:
    """`done`, or why not: in our words, or in those of the database."""
    try:
        act()
    except (ClaimbookError, OperationalError) as error:
        return str(error)
    return "done"


def _wait_until(world: World, waiting: int) -> None:
    """Until so many connections to the database wait for a lock."""
    for _ in range(500):
        with world.reading() as session:
            if session.scalar(WAITING) == waiting:
                return
        time.sleep(0.02)
    raise AssertionError(f"{waiting} connections never came to wait at once")
