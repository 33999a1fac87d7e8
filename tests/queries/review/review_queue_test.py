"""The reviewer's queue: its order, and what it can be narrowed to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.models import Agent, Document, SetClaim
from annotator.queries.review import review_queue
from annotator.queries.review.queue_filters import Filters, queue_choices
from annotator.queries.review.review_queue import queue
from annotator.terms import CandidateDecision, DisagreementKind, DisagreementReason, RejectionReason
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World

GIVEN = {
    "s": judgement("supported"),
    "r": judgement("refuted"),
    "n": judgement("not_enough_evidence", evidence=()),
}
FACTS = tuple(f"ferry {number} had sailed" for number in range(6))


def _three_differ(world: World) -> None:
    world.import_statements(*FACTS[:2])
    world.import_statements(FACTS[2])
    rejected = judgement(
        candidate=CandidateDecision.REJECTED, rejection_reason=RejectionReason.NOT_A_CLAIM
    )
    theirs = [judgement("refuted"), judgement("conflicting_evidence", evidence=_both()), rejected]
    for given in theirs:
        world.judge("ann", judgement("supported"))
        world.judge("bob", given)


def test_what_is_likeliest_wrong_comes_first_and_what_waits_longest_where_that_is_asked(
    world: World,
) -> None:
    world.claim_set_id = world.make_set("Ferries", overlap=3)
    world.import_statements(*FACTS)
    _judge(world, ["ssr", "srn", "ssr", "sss", "rss", "rrr"])
    assert _queue(world, order="time") == [1, 2, 3, 5]
    # Three who hold three things are further apart than two who outvote one.
    assert _queue(world)[0] == 2
    assert set(_queue(world)) == {1, 2, 3, 5}
    with world.reading() as session:
        found = queue(session, world.claim_set_id, world.people["rita"]).items
    assert all(line.likely_error is not None and 0 <= line.likely_error <= 1 for line in found)


@after(_three_differ)
def test_a_long_queue_is_counted_and_paged_through_up_to_a_limit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "PAGE_SIZE", 1)
    monkeypatch.setattr(review_queue, "MOST_LISTED", 2)
    with world.reading() as session:
        found = [
            queue(session, world.claim_set_id, world.people["rita"], order="time", number=number)
            for number in (1, 2, 3)
        ]
    firsts = [page.items[0].set_claim_id for page in found]
    assert world.numbers(SetClaim, firsts) == [1, 2, 2]
    assert all((page.total, page.last, page.cut) == (2, 2, True) for page in found)


def test_a_set_of_which_nothing_can_be_said_keeps_its_order(world: World) -> None:
    world.import_statements(*FACTS[:2])
    for name, reason in (("ann", RejectionReason.NOT_A_CLAIM), ("bob", RejectionReason.NOT_ATOMIC)):
        for _ in range(2):
            world.judge(
                name, judgement(candidate=CandidateDecision.REJECTED, rejection_reason=reason)
            )
    assert _queue(world) == []


@after(_three_differ)
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), [1, 2, 3]),
        (Filters(label="refuted"), [1]),
        (Filters(label="rejected"), [3]),
        (Filters(label="supported"), [1, 2, 3]),
        (Filters(kind=DisagreementKind.VERDICT), [1, 2]),
        (Filters(kind=DisagreementKind.CANDIDATE), [3]),
        (Filters(kind=DisagreementKind.VERDICT, label="refuted"), [1]),
        (Filters(reason=DisagreementReason.SLIP), []),
    ],
    ids=str,
)
def test_the_queue_is_narrowed(world: World, filters: Filters, found: list[int]) -> None:
    assert _queue(world, filters=filters, order="time") == found


@after(_three_differ)
def test_the_queue_is_narrowed_to_a_document(world: World) -> None:
    first, second = world.nth(Document, 1), world.nth(Document, 2)
    for document, found in ((first, [1, 2]), (second, [3]), (second + 1, [])):
        assert _queue(world, filters=Filters(document=document), order="time") == found


@after(_three_differ)
def test_the_queue_is_narrowed_to_a_person_and_to_a_speaker(world: World) -> None:
    with world.reading() as session:
        speaker = session.scalars(select(Agent.id).where(Agent.name == "Ada Maro")).one()
        choices = queue_choices(session, world.claim_set_id, world.people["rita"])
    assert [name for _, name in choices.annotators] == ["Ann", "Bob"]
    assert [name for _, name in choices.speakers] == ["Ada Maro"]
    assert len(choices.documents) == 2
    for filters in (Filters(annotator=world.people["ann"]), Filters(speaker=speaker)):
        assert _queue(world, filters=filters, order="time") == [1, 2, 3]
    for filters in (Filters(annotator=world.people["cleo"]), Filters(speaker=speaker + 1)):
        assert _queue(world, filters=filters, order="time") == []


@after(_three_differ)
def test_what_is_decided_is_narrowed_by_its_reason(world: World) -> None:
    world.decide("rita", reasons=(DisagreementReason.SLIP,))
    world.decide("rita", world.nth(SetClaim, 2))
    slips = Filters(reason=DisagreementReason.SLIP)
    assert _queue(world, filters=slips, show="decided") == [1]
    others = replace(slips, reason=DisagreementReason.MISSED_EVIDENCE)
    assert _queue(world, filters=others, show="decided") == [2]


def _both() -> tuple[Any, ...]:
    support, against = judgement("supported").evidence, judgement("refuted").evidence
    return (*support, replace(against[0], quote="Other words."))


def _judge(world: World, votes: list[str]) -> None:
    for place, name in enumerate(("ann", "bob", "cleo")):
        for vote in votes:
            world.judge(name, GIVEN[vote[place]])


def _queue(world: World, **changes: Any) -> list[int]:
    with world.reading() as session:
        found = queue(session, world.claim_set_id, world.people["rita"], **changes)
    return world.numbers(SetClaim, [line.set_claim_id for line in found.items])
