"""What is shown as a hint is logged once, and what is opened of it is where the hint said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import Conflict, NotFound
from annotator.models import (
    Assignment,
    Fetch,
    Hint,
    HintOpening,
    SetClaim,
    Snapshot,
)
from annotator.operations.desk import revisions
from annotator.operations.desk.hints import keep_shown, open_hint
from annotator.queries.hints.hints import hints_for
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.sets.policies import policy_of
from annotator.records import HintsSeen, QuoteInput
from tests import hinting
from tests.addresses import MISSING, named
from tests.past import after
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.records import JudgementRecord
    from annotator.tokens import Token
    from tests.world import World


@after(hinting.decided_and_closed)
def test_what_is_shown_is_logged_once_with_its_first_time(world: World) -> None:
    assignment_id = world.token(Assignment)
    first = _show(world, "ann", assignment_id)
    assert _show(world, "ann", assignment_id) == first
    with world.reading() as session:
        logged = session.scalars(select(Hint).order_by(Hint.id)).all()
    assert {hint.assignment_id for hint in logged} == {world.nth(Assignment)}
    claim, passage = logged
    decided, snapshot = world.nth(SetClaim, 2), world.nth(Snapshot)
    assert (claim.decided_id, claim.snapshot_id, claim.rank) == (decided, None, 1)
    assert (passage.decided_id, passage.snapshot_id, passage.rank) == (decided, snapshot, 1)
    start = hinting.REGISTER.index(hinting.COUNTED)
    assert (passage.start, passage.end) == (start, start + len(hinting.COUNTED))
    assert claim.shown_at <= passage.shown_at


@after(hinting.decided)
def test_a_passage_opens_for_the_claim_at_its_place_and_once(world: World) -> None:
    assignment_id = world.token(Assignment)
    (hint_id,) = _show(world, "ann", assignment_id)
    fetch_id, start, end = _open(world, "ann", assignment_id, hint_id)
    assert _open(world, "ann", assignment_id, hint_id) == (fetch_id, start, end)
    assert hinting.REGISTER[start:end] == hinting.COUNTED
    with world.reading() as session:
        fetch = named(session, Fetch, fetch_id)
        (opening,) = session.scalars(select(HintOpening))
    assert (fetch.assignment_id, fetch.title) == (world.nth(Assignment), "Register of roads")
    assert (opening.hint_id, opening.fetch_id) == (world.nth(Hint), fetch.id)


@after(hinting.decided)
def test_a_judgement_tells_what_was_seen_before_it_and_what_was_linked(world: World) -> None:
    assignment_id = world.token(Assignment)
    (hint_id,) = _show(world, "ann", assignment_id)
    fetch_id, start, end = _open(world, "ann", assignment_id, hint_id)
    # A part of the passage, and another sentence of the same text.
    inside = QuoteInput(fetch_id, start + 4, end)
    links = (
        evidence(quote=hinting.COUNTED[4:], anchor=inside),
        evidence(quote="It rained.", anchor=QuoteInput(fetch_id)),
    )
    world.judge("ann", judgement(evidence=links))
    world.judge("bob")
    anns, bobs = _judged(world)
    assert anns.hints == HintsSeen(on=True, shown=1, opened=1)
    assert [link.hinted for link in anns.evidence] == [True, False]
    assert bobs.hints == HintsSeen(on=True)
    assert [link.hinted for link in bobs.evidence] == [False]


def test_a_passage_that_was_linked_without_its_hint_is_not_hinted(world: World) -> None:
    assignment_id = hinting.open_claim(world)
    fetch_id = world.paste("ann", assignment_id, hinting.REGISTER)
    assert len(_show(world, "ann", assignment_id)) == 1
    link = evidence(quote=hinting.COUNTED, anchor=QuoteInput(fetch_id))
    world.judge("ann", judgement(evidence=(link,)))
    world.judge("bob")
    anns = _judged(world)[0]
    assert anns.hints == HintsSeen(on=True, shown=1)
    assert [link.hinted for link in anns.evidence] == [False]


def test_a_switch_amid_the_work_holds_from_then_on(world: World) -> None:
    world.import_statements(hinting.CLAIM, "the harbour was open")
    assert hinting.switch(world, hints=True) is False
    world.judge("ann")
    assert hinting.switch(world, hints=True) is False
    assert hinting.switch(world, hints=False) is True
    world.judge("bob")
    assert [judged.hints.on for judged in _judged(world)] == [True, False]
    with world.reading() as session:
        assert policy_of(session, world.claim_set_id).factchecks_allowed is False


@after(hinting.decided)
@pytest.mark.parametrize("name", ["bob", "cleo"])
def test_a_hint_is_for_nobody_else(world: World, name: str) -> None:
    assignment_id = world.token(Assignment)
    (hint_id,) = _show(world, "ann", assignment_id)
    theirs = world.take("bob")
    assert theirs is not None
    for wanted in (assignment_id, theirs):
        with pytest.raises(NotFound):
            _open(world, name, wanted, hint_id)
    with world.writing() as session, pytest.raises(NotFound):
        keep_shown(session, assignment_id=assignment_id, annotator_id=world.people[name], given=())


@after(hinting.decided)
def test_what_is_judged_again_since_it_was_shown_does_not_open(world: World) -> None:
    assignment_id = world.token(Assignment)
    (hint_id,) = _show(world, "ann", assignment_id)
    with world.writing() as session:
        revisions.reopen(
            session,
            assignment_id=world.token(Assignment, 2),
            annotator_id=world.people["cleo"],
            lease_minutes=60,
        )
        session.commit()
    with pytest.raises(NotFound, match="judged on again"):
        _open(world, "ann", assignment_id, hint_id)


@after(hinting.decided_and_closed)
def test_a_claim_is_not_opened_as_if_it_were_a_passage(world: World) -> None:
    assignment_id = world.token(Assignment)
    claim_hint, _ = _show(world, "ann", assignment_id)
    for wrong in (claim_hint, MISSING):
        with pytest.raises(NotFound):
            _open(world, "ann", assignment_id, wrong)


@after(hinting.decided)
def test_nothing_opens_where_hints_are_off_by_now(world: World) -> None:
    assignment_id = world.token(Assignment)
    (hint_id,) = _show(world, "ann", assignment_id)
    hinting.switch(world, hints=False)
    with pytest.raises(Conflict):
        _open(world, "ann", assignment_id, hint_id)


def _show(world: World, name: str, assignment_id: Token) -> list[Token]:
    """What the page does: look, then log; the tokens of the hints in their order."""
    with world.reading() as session:
        found = hints_for(session, assignment_id, world.people[name])
    with world.writing() as session:
        ids = keep_shown(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            given=found.given(),
        )
        session.commit()
    return list(ids.values())


def _open(world: World, name: str, assignment_id: Token, hint_id: Token) -> tuple[Token, int, int]:
    with world.writing() as session:
        opened = open_hint(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            hint_id=hint_id,
        )
        session.commit()
    return opened


def _judged(world: World) -> tuple[JudgementRecord, ...]:
    first = world.nth(SetClaim)
    with world.reading() as session:
        return judgements_on(session, [first])[first]
