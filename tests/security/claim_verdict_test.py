"""The page of a claim tells what it came to, and to each reader no more than they may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.models import Claim, SetClaim
from annotator.operations.review.adjudications import reopen
from annotator.operations.sets import claim_sets
from annotator.operations.sets.known_answers import set_answer
from annotator.records import Answer
from annotator.terms import Decision, Purpose, Role, SetState
from tests.past import after
from tests.security.canary import CANARY, both_are_done, judge_with_canary, with_roles
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

PAGE = "/claims/#1"
HIDDEN, WAITS = "Verdict hidden", "a reviewer decides next"
MAY_JUDGE = "You may be asked to judge this claim, so you see no answer of others."
OWN = "You judged this claim and can still change your judgement."
INCOMPLETE = "Not all annotators of this claim have judged it."


def _one_has_judged(world: World) -> None:
    world.import_statements("the harbour was open")
    judge_with_canary(world, "refuted")


def _both_agree(world: World) -> None:
    _one_has_judged(world)
    world.judge("bob", judgement("refuted"))


@after(_one_has_judged)
@pytest.mark.parametrize(
    ("person", "why"),
    [
        *(("ann", OWN), ("bob", MAY_JUDGE), ("cleo", MAY_JUDGE)),
        *(("rita", INCOMPLETE), ("ed", INCOMPLETE), ("adam", INCOMPLETE)),
    ],
)
def test_before_all_have_judged_the_page_says_why_the_verdict_is_hidden_and_until_when(
    visitor: Callable[..., Visitor], world: World, person: str, why: str
) -> None:
    page = visitor(person).text(PAGE)
    assert HIDDEN in page
    assert why in page
    assert "its set is closed." in page
    assert CANARY not in page
    assert "Refuted" not in page


@after(_both_agree)
@pytest.mark.parametrize("person", ["rita", "ed", "adam"])
def test_once_all_have_judged_those_who_read_judgements_read_what_annotators_agree_on(
    visitor: Callable[..., Visitor], world: World, person: str
) -> None:
    words = visitor(person).words(PAGE)
    assert "Refuted the annotators agree" in words
    assert "2 of 2 annotators gave the verdict" in words
    assert HIDDEN not in words


@after(_both_agree)
def test_an_annotator_of_the_claim_waits_until_it_is_decided_or_its_set_closed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    ann = visitor("ann")
    assert OWN in ann.text(PAGE)
    assert "Refuted" not in ann.text(PAGE)
    _close(world)
    assert "Refuted" in ann.text(PAGE)
    assert HIDDEN not in ann.text(PAGE)


@after(both_are_done)
def test_an_annotator_of_the_claim_reads_its_decision_and_no_other_judgement(
    visitor: Callable[..., Visitor], world: World
) -> None:
    bob = visitor("bob")
    assert OWN in bob.text(PAGE)
    assert WAITS in visitor("rita").words(PAGE)
    world.decide("rita", note="The hospital's log settles it.")
    words = bob.words(PAGE)
    assert "Refuted decided" in words
    assert "by Rita, reviewer" in words
    assert "The hospital's log settles it." in words
    assert CANARY not in words
    assert "gave the verdict" not in words
    assert "other passage" not in words
    assert CANARY in visitor("ed").words(PAGE)


@after(both_are_done)
def test_an_annotator_to_whom_the_claim_could_come_never_reads_what_it_came_to(
    visitor: Callable[..., Visitor], world: World
) -> None:
    """A second round, more annotators or a set that is opened again could bring it to them."""
    cleo = visitor("cleo")
    undecided = cleo.words(PAGE)
    assert MAY_JUDGE in undecided
    world.decide("rita")
    assert cleo.words(PAGE) == undecided
    _close(world)
    assert cleo.words(PAGE) == undecided


@after(both_are_done)
def test_a_reopened_decision_is_a_verdict_no_more(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.decide("rita")
    with world.writing() as session:
        reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="t",
            reason="Look again.",
        )
        session.commit()
    assert "Refuted" not in visitor("ann").text(PAGE)
    assert "Refuted" not in visitor("rita").text(PAGE).partition("Audit log of this claim")[0]


@after(both_are_done)
@pytest.mark.parametrize("roles", [[Role.ANNOTATOR], list(Role)], ids=["annotator", "every role"])
def test_who_may_still_judge_a_claim_in_another_set_reads_no_verdict_of_this_one(
    visitor: Callable[..., Visitor], world: World, roles: list[Role]
) -> None:
    world.decide("rita")
    bob = with_roles(world, visitor, roles)
    assert "Refuted" in bob.text(PAGE)
    other = world.make_set("Elections")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim)])
        session.commit()
    page = bob.text(PAGE)
    assert MAY_JUDGE in page
    assert CANARY not in page
    assert "Refuted" not in page.partition("Audit log of this claim")[0]
    # Who judges nothing keeps the verdict of the first set, and waits for the other.
    editor = visitor("ed").text(PAGE)
    assert "Refuted" in editor
    assert INCOMPLETE in editor


@after(both_are_done)
def test_a_claim_in_a_second_round_is_hidden_from_all_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.decide("rita", decision=Decision.SECOND_ROUND, verdict=None, evidence=(), reasons=())
    for person in ("ed", "adam", "rita", "cleo"):
        page = visitor(person).text(PAGE).partition("Audit log of this claim")[0]
        assert HIDDEN in page, person
        assert CANARY not in page, person


def test_a_known_answer_shows_on_the_page_to_those_alone_who_may_set_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    pages = ("/claims/#1", "/claims/#2")
    before = {who: [_of(visitor(who), at) for at in pages] for who in ("ann", "rita")}
    with world.writing() as session:
        set_answer(
            session,
            set_claim_id=world.nth(SetClaim),
            made_by_id=world.people["ed"],
            given=Answer(Purpose.KNOWN_ANSWER, "refuted", None, None, f"The log. {CANARY}"),
        )
        session.commit()
    assert {who: [_of(visitor(who), at) for at in pages] for who in before} == before
    assert CANARY in visitor("ed").text(PAGE)
    assert CANARY in visitor("adam").text(PAGE)


def _of(reader: Visitor, address: str) -> str:
    return reader.words(address).partition("Audit log of this claim")[0]


def _close(world: World) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="For tests.",
            overlap=2,
            guideline="# Be fair",
            state=SetState.CLOSED,
        )
        session.commit()
