"""The last two annotators of a claim submit at the same moment: the claim is counted once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from annotator.operations.derived.structures import verify_all
from annotator.queries.review.review_queue import queue
from annotator.terms import Stance
from tests.world import evidence, judgement, submit

if TYPE_CHECKING:
    from annotator.records import JudgementInput
    from annotator.tokens import Token
    from tests.world import World

#: Seconds in which the second could end if it did not wait for the first.
LONG_ENOUGH = 1.0


def test_two_last_judgements_at_once_complete_the_claim(world: World) -> None:
    world.import_statements("the harbour was open")
    first, second = world.take("ann"), world.take("bob")
    assert first is not None
    assert second is not None
    other = threading.Thread(target=_submit, args=(world, "bob", second, "refuted"))
    with world.writing() as session:
        submit(
            session,
            assignment_id=first,
            annotator_id=world.people["ann"],
            token="ann",
            given=_given("supported"),
        )
        other.start()
        other.join(LONG_ENOUGH)
        session.commit()
    other.join()
    with world.reading() as session:
        found = verify_all(session, world.claim_set_id)
        waiting = queue(session, world.claim_set_id, world.people["rita"])
    assert {key: one.differences for key, one in found.items() if one.count} == {}
    assert len(waiting.items) == 1


def _given(verdict: str) -> JudgementInput:
    """A judgement with another source each: two people who cite one source wait for each other."""
    stance = Stance.SUPPORTS if verdict == "supported" else Stance.CONTRADICTS
    cited = evidence(
        stance,
        url=f"https://{verdict}.example/",
        title=verdict,
        publisher=verdict,
        quote=f"It was {verdict} on Friday.",
    )
    return judgement(verdict, evidence=(cited,))


def _submit(world: World, name: str, assignment_id: Token, verdict: str) -> None:
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            token=name,
            given=_given(verdict),
        )
        session.commit()
