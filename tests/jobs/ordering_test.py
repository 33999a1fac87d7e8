"""The order of the queue is counted beside the requests, and no claim is lost in between."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from annotator.clock import now
from annotator.jobs import ordering
from annotator.jobs.ordering import ORDERING
from annotator.jobs.runner import run_waiting
from annotator.models import QueuedClaim, QueueOrder, SetClaim
from annotator.operations.derived.queue_order import forget_order, keep_places
from annotator.queries.review import queue_order
from annotator.queries.review.queue_order import PlacedClaim, behind
from annotator.queries.review.review_queue import next_difference, queue
from annotator.terms import Stance
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.queries.review.review_queue import QueuedDifference
    from annotator.records import Page
    from tests.world import World

VOTES = ("ssr", "srn", "ssr", "sss", "rss", "rrr")
VERDICTS = {"s": "supported", "r": "refuted", "n": "not_enough_evidence"}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    """A set that is taken for a large one, whose order waits for the worker."""
    monkeypatch.setattr(queue_order, "FEW", 0)
    world.claim_set_id = world.make_set("Ferries", overlap=3)


def test_a_small_set_is_ordered_at_once_as_the_worker_orders_it_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _judge(world, VOTES)
    monkeypatch.setattr(queue_order, "FEW", 1_000)
    at_once = _queue(world)
    assert run_waiting(world.database, ORDERING) == 1
    assert _queue(world) == at_once
    assert at_once.items[0].set_claim_id == world.nth(SetClaim, 2)
    assert at_once.items[0].likely_error is not None


def test_what_waits_longest_comes_first_until_the_order_is_counted(world: World) -> None:
    _judge(world, VOTES)
    assert _numbers(world) == [1, 2, 3, 5]
    assert _behind(world) == 4
    assert run_waiting(world.database, ORDERING) == 1
    assert _numbers(world)[0] == 2
    assert _behind(world) is None
    assert run_waiting(world.database, ORDERING) == 0


def test_what_comes_later_stands_at_the_end_until_the_order_has_rested(world: World) -> None:
    _judge(world, VOTES[:3])
    run_waiting(world.database, ORDERING)
    known = _numbers(world)
    with world.writing() as session:
        session.execute(update(QueueOrder).values(rests_until=now().replace(year=9000)))
        session.commit()
    _judge(world, ("srn",), first=3)
    assert _numbers(world) == [*known, 4]
    assert run_waiting(world.database, ORDERING) == 0
    with world.reading() as session:
        late = behind(session, world.claim_set_id)
    assert late is not None
    assert (late.claims, late.failure) == (1, None)
    assert late.counted_at is not None
    with world.writing() as session:
        forget_order(session, world.claim_set_id)
        session.commit()
    assert run_waiting(world.database, ORDERING) == 1
    assert set(_numbers(world)[:2]) == {2, 4}


def test_a_claim_that_is_decided_or_judged_again_meanwhile_keeps_no_old_place(world: World) -> None:
    _judge(world, VOTES[:3])
    world.decide("rita")
    with world.writing() as session:
        rows = session.execute(
            select(QueuedClaim.set_claim_id, QueuedClaim.judgement_id).order_by(
                QueuedClaim.set_claim_id
            )
        )
        old = [PlacedClaim(row.set_claim_id, row.judgement_id, 7, 0.5) for row in rows]
        old[1] = replace(old[1], judgement_id=old[0].judgement_id)
        keep_places(session, old)
        session.commit()
        places = select(QueuedClaim.place).order_by(QueuedClaim.set_claim_id)
        assert session.scalars(places).all() == [None, None, 7]


def test_two_workers_count_an_order_once(world: World) -> None:
    _judge(world, VOTES)
    start = threading.Barrier(2)

    def count() -> int:
        start.wait()
        return run_waiting(world.database, ORDERING)

    with ThreadPoolExecutor(2) as pool:
        counted = [pool.submit(count) for _ in range(2)]
    assert sorted(one.result() for one in counted) == [0, 1]


def test_an_order_that_cannot_be_counted_says_why_and_loses_no_claim(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _judge(world, VOTES)
    monkeypatch.setattr("annotator.agreement.judgements.MOST_CELLS", 3)
    assert run_waiting(world.database, ORDERING) == 1
    assert run_waiting(world.database, ORDERING) == 0
    with world.reading() as session:
        late = behind(session, world.claim_set_id)
    assert late is not None
    assert late.failure is not None
    assert "are too many to be counted" in late.failure
    assert _numbers(world) == [1, 2, 3, 5]


def test_a_claim_of_which_nothing_is_known_has_a_place_all_the_same(world: World) -> None:
    world.import_statements("ferry 0 had sailed")
    for name, stance in (("ann", Stance.NEUTRAL), ("bob", Stance.IRRELEVANT), ("cleo", None)):
        more = [evidence(stance, quote="Other words.")] if stance else []
        world.judge(name, judgement(evidence=(evidence(), *more)))
    assert run_waiting(world.database, ORDERING) == 1
    (line,) = _queue(world).items
    assert (line.kinds, line.likely_error) == (("stance",), None)
    assert run_waiting(world.database, ORDERING) == 0


def test_who_judged_the_first_claims_goes_on_with_the_first_of_the_others(world: World) -> None:
    _judge(world, VOTES)
    run_waiting(world.database, ORDERING)
    with world.reading() as session:
        mine = next_difference(session, world.claim_set_id, world.people["ann"])
        theirs = next_difference(session, world.claim_set_id, world.people["rita"])
    assert (mine, theirs) == (None, world.nth(SetClaim, 2))


def test_places_are_kept_in_pieces(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "PIECE", 1)
    _judge(world, VOTES)
    run_waiting(world.database, ORDERING)
    assert _behind(world) is None


def _judge(world: World, votes: tuple[str, ...], first: int = 0) -> None:
    world.import_statements(*(f"ferry {first + n} had sailed" for n in range(len(votes))))
    for place, name in enumerate(("ann", "bob", "cleo")):
        for vote in votes:
            changes = {"evidence": ()} if vote[place] == "n" else {}
            world.judge(name, judgement(VERDICTS[vote[place]], **changes))


def _queue(world: World) -> Page[QueuedDifference]:
    with world.reading() as session:
        return queue(session, world.claim_set_id, world.people["rita"])


def _numbers(world: World) -> list[int]:
    """The claims of the queue, by the order in which they came into the set."""
    return world.numbers(SetClaim, [line.set_claim_id for line in _queue(world).items])


def _behind(world: World) -> int | None:
    with world.reading() as session:
        late = behind(session, world.claim_set_id)
    return None if late is None else late.claims
