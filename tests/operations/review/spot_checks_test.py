"""Spot checks: drawn by chance from what all agree on, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import NotFound
from annotator.models import SetClaim
from annotator.operations.review.spot_checks import draw
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.review_queue import queue
from annotator.queries.review.spot_checks import SpotChecks, spot_checks
from annotator.terms import Basis, Decision, QueueState
from tests.past import after
from tests.world import FACTS, judgement

if TYPE_CHECKING:
    from annotator.records import LabelledClaim
    from tests.world import World


def _all_agree_but_on_the_first(world: World) -> None:
    world.import_statements(*FACTS)
    for number in range(len(FACTS)):
        world.judge("ann", judgement("supported"))
        world.judge("bob", judgement("supported" if number else "refuted"))


@after(_all_agree_but_on_the_first)
def test_only_agreed_claims_are_drawn_each_once(world: World) -> None:
    drawn = []
    for _ in FACTS[1:]:
        drawn.append(_draw(world, "rita"))
        _confirm(world, drawn[-1])
    assert sorted(world.numbers(SetClaim, drawn)) == [2, 3, 4]
    with pytest.raises(NotFound, match="left to draw"):
        _draw(world, "rita")


@after(_all_agree_but_on_the_first)
def test_nobody_draws_until_they_like_it(world: World) -> None:
    drawn = _draw(world, "rita")
    assert _draw(world, "rita") == drawn
    assert _draw(world, "ed") != drawn


@after(_all_agree_but_on_the_first)
def test_whoever_judged_a_claim_does_not_draw_it(world: World) -> None:
    with pytest.raises(NotFound, match="left to draw"):
        _draw(world, "ann")


def test_a_claim_that_somebody_still_judges_or_judged_alone_is_not_drawn(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    with pytest.raises(NotFound, match="left to draw"):
        _draw(world, "rita")


@after(_all_agree_but_on_the_first)
def test_the_bound_shrinks_with_each_claim_that_is_right_and_grows_with_one_that_is_wrong(
    world: World,
) -> None:
    assert _found(world).bound is None
    _confirm(world, _draw(world, "rita"))
    first = _found(world).bound or 0
    assert first == pytest.approx(0.95)
    _confirm(world, _draw(world, "rita"))
    second = _found(world).bound
    assert second is not None
    assert second < first
    world.decide("rita", _draw(world, "rita"))
    assert _found(world) == SpotChecks(checked=3, wrong=1, waiting=0)
    third = _found(world).bound
    assert third is not None
    assert third > second


def test_no_error_in_59_shows_under_five_per_cent() -> None:
    bound = SpotChecks(checked=59, wrong=0, waiting=0).bound
    assert bound is not None
    assert 0.0490 < bound < 0.05


@after(_all_agree_but_on_the_first)
def test_a_claim_that_was_drawn_waits_apart_and_leaves_with_its_label(world: World) -> None:
    drawn = _draw(world, "rita")
    with world.reading() as session:
        waiting = queue(session, world.claim_set_id, world.people["rita"], show=QueueState.DRAWN)
        differing = queue(session, world.claim_set_id, world.people["rita"])
    assert [line.set_claim_id for line in waiting.items] == [drawn]
    assert [line.set_claim_id for line in differing.items] == [world.nth(SetClaim)]
    _confirm(world, drawn)
    claim = _claim(world, drawn)
    assert (claim.label, claim.basis) == ("supported", Basis.ADJUDICATED)


def _draw(world: World, name: str) -> int:
    with world.writing() as session:
        drawn = draw(session, claim_set_id=world.claim_set_id, reviewer_id=world.people[name])
        session.commit()
    return drawn


def _confirm(world: World, set_claim_id: int) -> None:
    chosen = _claim(world, set_claim_id)
    world.decide(
        "rita",
        set_claim_id,
        decision=Decision.CONFIRMED,
        chosen_judgement=chosen.judgements[0].id,
        verdict=None,
        reasons=(),
        note="",
    )


def _claim(world: World, set_claim_id: int) -> LabelledClaim:
    (number,) = world.numbers(SetClaim, [set_claim_id])
    with world.reading() as session:
        return list(labelled_claims(session, world.claim_set_id, world.people["rita"]))[number - 1]


def _found(world: World) -> SpotChecks:
    with world.reading() as session:
        return spot_checks(session, world.claim_set_id, world.people["rita"])
