"""Patterns of judgements are counted with each judgement, and are what counting from cold gives."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.table import votes_of
from annotator.models import ClaimSet
from annotator.operations.derived import pattern_counts, patterns
from annotator.operations.desk import revisions
from annotator.operations.sets.claim_sets import change_set
from annotator.queries.agreement.patterns import live_votes
from annotator.queries.judging.questions import answers
from annotator.terms import Question, SetState
from tests.world import judgement, submit

if TYPE_CHECKING:
    from tests.world import World

VERDICTS = (("supported", "supported"), ("supported", "refuted"), ("refuted", "refuted"))


def test_the_live_figure_is_the_one_of_the_judgements(world: World) -> None:
    _judged(world)
    with world.reading() as session:
        live = live_votes(session, world.claim_set_id, Question.VERDICT, world.people["rita"])
        cold = votes_of(
            answers(session, world.claim_set_id, Question.VERDICT, world.people["rita"])
        )
    assert (live.items, live.judgements, live.annotators) == (3, 6, 2)
    assert alpha_nominal(live) == pytest.approx(alpha_nominal(cold))


def test_nobody_is_counted_before_everybody_has_judged(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    assert _counted(world) == 0
    world.judge("bob")
    assert _counted(world) == 1


def test_a_judgement_that_is_opened_again_is_not_counted_until_it_is_sent(world: World) -> None:
    _judged(world)
    with world.writing() as session:
        opened = revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )
        session.commit()
    assert _counted(world) == 2
    with world.writing() as session:
        submit(
            session,
            assignment_id=opened,
            annotator_id=world.people["ann"],
            token=secrets.token_hex(8),
            given=judgement("refuted"),
        )
        session.commit()
    assert _counted(world) == 3


def test_closing_a_set_counts_what_one_has_judged_and_opening_it_takes_it_back(
    world: World,
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    for state, counted in ((SetState.CLOSED, 1), (SetState.OPEN, 0)):
        _change(world, state)
        assert _counted(world) == counted


def test_a_request_that_fails_counts_nothing(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    assignment_id = world.take("bob")
    assert assignment_id is not None
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["bob"],
            token=secrets.token_hex(8),
            given=judgement(),
        )
        session.rollback()
        session.commit()
    assert _counted(world) == 0


def _judged(world: World) -> None:
    world.import_statements("the harbour was open", "the road was closed", "the bell rang")
    for pair in VERDICTS:
        for name, verdict in zip(("ann", "bob"), pair, strict=True):
            world.judge(name, judgement(verdict))


def _counted(world: World) -> int:
    """How many claims are counted; what is kept is always what cold counting gives."""
    with world.reading() as session:
        for structure in (patterns, pattern_counts):
            assert structure.verify(session, world.claim_set_id).count == 0
        return live_votes(session, world.claim_set_id, Question.VERDICT, world.people["rita"]).items


def _change(world: World, state: SetState) -> None:
    with world.writing() as session:
        claim_set = session.get_one(ClaimSet, world.claim_set_id)
        change_set(
            session,
            claim_set_id=claim_set.id,
            name=claim_set.name,
            description="",
            overlap=claim_set.overlap,
            guideline="# Be fair",
            state=state,
        )
        session.commit()
