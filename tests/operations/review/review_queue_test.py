"""The reviewers' queue is kept with each judgement and decision, and is what the claims say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import QueuedClaim, SetClaim
from annotator.operations.derived import queue
from annotator.operations.desk import revisions
from annotator.operations.review import spot_checks
from annotator.operations.review.adjudications import reopen
from annotator.operations.sets.claim_sets import change_set
from annotator.terms import Decision, QueueState, SetState
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World

OPEN, DRAWN, DECIDED = QueueState.OPEN, QueueState.DRAWN, QueueState.DECIDED


def test_a_claim_is_in_the_queue_from_the_last_judgement_to_the_decision_and_after(
    world: World,
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    world.judge("ann", judgement("supported"))
    assert _kept(world) == []
    world.judge("bob", judgement("refuted"))
    assert _kept(world) == [OPEN]
    for name in ("ann", "bob"):
        world.judge(name)
    assert _kept(world) == [OPEN]
    with world.writing() as session:
        drawn = spot_checks.draw(
            session, claim_set_id=world.claim_set_id, reviewer_id=world.people["rita"]
        )
        session.commit()
    assert _kept(world) == [OPEN, DRAWN]
    world.decide("rita")
    world.decide("rita", drawn)
    assert _kept(world) == [DECIDED, DECIDED]
    with world.writing() as session:
        rita = world.people["rita"]
        reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=rita,
            token="t",
            reason="Look again.",
        )
        session.commit()
    assert _kept(world) == [OPEN, DECIDED]


def test_a_claim_that_is_judged_again_is_out_of_the_queue_meanwhile(world: World) -> None:
    _one_differs(world)
    with world.writing() as session:
        opened = revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["bob"],
            lease_minutes=60,
        )
        session.commit()
    assert _kept(world) == []
    with world.writing() as session:
        revisions.leave(session, assignment_id=opened, annotator_id=world.people["bob"])
        session.commit()
    assert _kept(world) == [OPEN]
    world.decide("rita", decision=Decision.SENT_BACK)
    assert _kept(world) == []
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    assert _kept(world) == [OPEN]
    world.decide("rita", decision=Decision.SECOND_ROUND)
    assert _kept(world) == []


def test_closing_a_set_queues_what_differs_so_far_and_opening_it_takes_that_out(
    world: World,
) -> None:
    world.claim_set_id = world.make_set("Ferries", overlap=3)
    _one_differs(world)
    for state, kept in ((SetState.CLOSED, [OPEN]), (SetState.OPEN, [])):
        with world.writing() as session:
            change_set(
                session,
                claim_set_id=world.claim_set_id,
                name="Ferries",
                description="",
                overlap=3,
                guideline="# Be fair",
                state=state,
            )
            session.commit()
        assert _kept(world) == kept


def _one_differs(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))


def _kept(world: World) -> list[QueueState]:
    """The queue as it is kept, which is always what the claims say."""
    with world.reading() as session:
        assert queue.verify(session, world.claim_set_id).count == 0
        states = select(QueuedClaim.state).order_by(QueuedClaim.set_claim_id)
        return list(session.scalars(states))
