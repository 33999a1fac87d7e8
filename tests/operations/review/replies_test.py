"""Annotators see where a decision differs from their judgement, and answer it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, NotFound
from annotator.models import Assignment, SetClaim
from annotator.operations.review.adjudications import reopen
from annotator.operations.review.replies import answer
from annotator.queries.desk.feedback import decision_after
from annotator.queries.desk.history import history
from annotator.queries.review.reviews import review
from annotator.submissions import SentBefore
from annotator.terms import Decision, DisagreementReason
from tests.addresses import token
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.queries.desk.feedback import DecisionSeen
    from annotator.tokens import Token
    from tests.world import World


def test_nothing_is_seen_before_the_decision(world: World) -> None:
    _disputed(world)
    assert _seen(world, "ann") is None
    with pytest.raises(NotFound):
        _answer(world, "ann", "I read it otherwise.")


def test_each_sees_where_and_why_the_decision_differs_from_theirs(world: World) -> None:
    chosen = _disputed(world)
    world.decide("rita", decision=Decision.ONE_RIGHT, chosen_judgement=chosen)
    theirs, mine = _seen(world, "ann"), _seen(world, "bob")
    assert theirs is not None
    assert mine is not None
    assert (theirs.label, theirs.mine, theirs.differs, theirs.chosen) == (
        "refuted",
        "supported",
        True,
        False,
    )
    assert (mine.differs, mine.chosen) == (False, True)
    assert theirs.decided.reasons == (DisagreementReason.MISSED_EVIDENCE,)
    assert theirs.decided.note == "The hospital's log settles it."
    with world.reading() as session:
        (line,) = history(session, world.claim_set_id, world.people["ann"]).items
    assert (line.label, line.came_to) == ("supported", "refuted")


def test_nobody_else_sees_it(world: World) -> None:
    _disputed(world)
    world.decide("rita")
    with world.reading() as session:
        first = token(session, Assignment)
        assert decision_after(session, first, world.people["cleo"]) is None


def test_an_answer_is_given_once_and_reviewers_read_it(world: World) -> None:
    _disputed(world)
    world.decide("rita")
    with pytest.raises(BadInput, match="Write your answer"):
        _answer(world, "ann", " ")
    _answer(world, "ann", "The log is of another day.")
    with pytest.raises(SentBefore, match="is saved"):
        _answer(world, "ann", "Once more.")
    seen = _seen(world, "ann")
    assert seen is not None
    assert seen.reply is not None
    assert seen.reply.text == "The log is of another day."
    with world.reading() as session:
        found = review(session, world.nth(SetClaim), world.people["rita"])
    (reply,) = [event for event in found.history if event.reply]
    assert reply.reply == "The log is of another day."
    assert found.judgements[reply.reader or 0].annotator == "ann"


def test_a_decision_that_was_reopened_is_not_seen_and_the_next_can_be_answered(
    world: World,
) -> None:
    _disputed(world)
    world.decide("rita")
    _answer(world, "ann", "The log is of another day.")
    with world.writing() as session:
        reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="t",
            reason="So it is.",
        )
        session.commit()
    assert _seen(world, "ann") is None
    world.decide("rita")
    _answer(world, "ann", "Thank you.")


def _disputed(world: World) -> Token:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    return world.judge("bob", judgement("refuted"))


def _assignment(world: World, name: str) -> Token:
    with world.reading() as session:
        return session.scalars(
            select(Assignment.token).where(Assignment.annotator_id == world.people[name])
        ).one()


def _seen(world: World, name: str) -> DecisionSeen | None:
    with world.reading() as session:
        return decision_after(session, _assignment(world, name), world.people[name])


def _answer(world: World, name: str, text: str) -> None:
    assignment_id = _assignment(world, name)
    with world.writing() as session:
        answer(session, assignment_id=assignment_id, annotator_id=world.people[name], text=text)
        session.commit()
