"""A judgement is checked before it is kept, and by the rules that hold when it is kept."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.errors import Conflict, NotFound
from annotator.models import Fetch, Finding, Judgement
from annotator.operations.desk import fetches, judgements
from annotator.operations.desk.judgements import Unfinished
from annotator.operations.desk.prepared_judgements import PreparedJudgement, prepare
from annotator.operations.sets.policies import change_policy
from annotator.records import QuoteInput, SourceText
from tests.addresses import MISSING, named
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.records import JudgementInput
    from annotator.tokens import Token
    from tests.world import World

WORDS = "The harbour was open."


def test_no_caller_makes_a_prepared_judgement_or_changes_one(world: World) -> None:
    prepared = _prepared(world, _taken(world))
    with pytest.raises(TypeError, match="by prepare"):
        PreparedJudgement(MISSING, 1, judgement(), prepared.circumstances, (), object())
    with pytest.raises(ValueError, match="made_by"):
        dataclasses.replace(prepared, findings=())  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        prepared.findings = ()  # type: ignore[misc]


def test_what_the_checks_found_at_first_is_kept(world: World) -> None:
    prepared = _prepared(world, _taken(world))
    _keep(world, prepared)
    with world.reading() as session:
        kept = session.scalars(select(Finding.message).order_by(Finding.position)).all()
    assert kept == [finding.message for finding in prepared.findings] != []


def test_a_judgement_that_a_check_holds_back_is_not_kept(world: World) -> None:
    prepared = _prepared(world, _taken(world), judgement(evidence=()))
    with pytest.raises(Unfinished) as caught:
        _keep(world, prepared)
    assert caught.value.findings == prepared.refusing


def test_a_policy_that_changed_in_between_refuses_the_judgement(world: World) -> None:
    assignment_id = _taken(world)
    prepared = _prepared(world, assignment_id)
    _list_domain(world)
    with pytest.raises(Conflict, match="rules of this set"):
        _keep(world, prepared)
    with pytest.raises(Unfinished, match="satirical"):
        _keep(world, _prepared(world, assignment_id))
    assert _count(world) == 0


def test_a_source_that_came_in_between_refuses_the_judgement(world: World) -> None:
    assignment_id = _taken(world)
    with world.writing() as session:
        fetch_id = fetches.ask(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            url="https://relief.example/bulletins/5",
        )
        session.commit()
    quoting = judgement(evidence=(evidence(quote="Not in it.", anchor=QuoteInput(fetch_id)),))
    prepared = _prepared(world, assignment_id, quoting)
    with world.writing() as session:
        fetches.keep_text(session, fetch_id=world.nth(Fetch), found=SourceText(WORDS, "text/plain"))
        session.commit()
    with pytest.raises(Conflict, match="one of your sources"):
        _keep(world, prepared)
    with pytest.raises(Unfinished, match="not in the stored copy"):
        _keep(world, _prepared(world, assignment_id, quoting))


def test_a_source_closed_in_between_is_cited_all_the_same(world: World) -> None:
    assignment_id = _taken(world)
    fetch_id = world.paste("ann", assignment_id, WORDS)
    prepared = _prepared(
        world,
        assignment_id,
        judgement(evidence=(evidence(quote=WORDS, anchor=QuoteInput(fetch_id)),)),
    )
    with world.writing() as session:
        fetch = named(session, Fetch, fetch_id)
        fetch.closed_at = fetch.finished_at
        session.commit()
    _keep(world, prepared)
    assert _count(world) == 1


def test_only_ones_own_claim_can_be_prepared(world: World) -> None:
    assignment_id = _taken(world)
    with world.reading() as session, pytest.raises(NotFound):
        prepare(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["bob"],
            given=judgement(),
        )


def _taken(world: World) -> Token:
    world.import_statements()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    return assignment_id


def _prepared(
    world: World, assignment_id: Token, given: JudgementInput | None = None
) -> PreparedJudgement:
    with world.reading() as session:
        return prepare(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            given=given or judgement(),
        )


def _keep(world: World, prepared: PreparedJudgement) -> None:
    with world.writing() as session:
        judgements.keep(session, prepared, token="form")
        session.commit()


def _list_domain(world: World) -> None:
    with world.writing() as session:
        change_policy(
            session,
            claim_set_id=world.claim_set_id,
            factchecks_allowed=False,
            domains="relief.example satirical",
        )
        session.commit()


def _count(world: World) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(Judgement)) or 0
