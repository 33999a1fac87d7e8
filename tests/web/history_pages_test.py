"""What an annotator decided: read again, revised, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import Judgement, SetClaim
from annotator.operations.review import adjudications
from annotator.terms import Decision
from tests.past import after, claim_on_anns_desk
from tests.web.sending import JUDGEMENT, WHY, count
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


@after(claim_on_anns_desk)
def test_what_was_submitted_is_opened_as_it_was_and_sent_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1", JUDGEMENT)
    assert person.send("/sets/#1/undo", {}, page="/desk/#2").location == world.at("/desk/#1")
    page = person.text("/desk/#1")
    for typed in (WHY, JUDGEMENT["evidence-0-url"], JUDGEMENT["evidence-0-quote"]):
        assert typed in page
    assert "counts until you submit a new one" in page
    assert "in no review queue" in page
    answer = person.send("/desk/#1", {**JUDGEMENT, "justification": "On second thoughts."})
    assert answer.location == world.at("/desk/#2")
    with world.reading() as session:
        whys = session.scalars(select(Judgement.justification).order_by(Judgement.number)).all()
    assert whys == [WHY, "On second thoughts."]


@after(claim_on_anns_desk)
def test_a_judgement_that_was_opened_again_can_be_left_as_it_was(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1", JUDGEMENT)
    person.send("/desk/#1/reopen", {}, page="/desk/#1")
    assert person.send("/desk/#1/leave", {}, page="/desk/#1").location == world.at("/desk/#2")
    assert "judgement is saved" in person.text("/desk/#1")
    assert count(world, Judgement) == 1


def test_a_skip_that_was_undone_says_why_and_is_redone_by_one_button(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    person.send("/desk/#1/skip", {"reason": "ambiguous"}, page="/desk/#1")
    assert person.send("/sets/#1/undo", {}, page="/sets/#1/finished").location == world.at(
        "/desk/#1"
    )
    page = person.text("/desk/#1")
    assert "You skipped this claim: ambiguous." in page
    assert '<option selected value="ambiguous">' in page
    answer = person.send("/desk/#1/leave", {}, page="/desk/#1")
    assert answer.location == world.at("/sets/#1/finished")
    assert "as it was before you reopened it" in person.text("/sets/#1/finished")
    assert "skipped" in person.text("/sets/#1/mine")


def test_whoever_has_skipped_all_is_told_how_many_and_can_take_them_up_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    person = visitor("ann")
    nothing_yet = person.text("/sets/#1/finished")
    assert "You judged" not in nothing_yet
    assert "Undo" not in nothing_yet
    person.send("/sets/#1/next", {}, page="/")
    for number in (1, 2):
        page = f"/desk/#{number}"
        answer = person.send(f"{page}/skip", {"reason": "not_for_me"}, page=page)
    finished = person.text(answer.location)
    assert "You judged" not in finished
    assert (
        f'You skipped <a href="{world.at("/sets/#1/mine?label=skipped")}">2 claims</a>' in finished
    )
    assert f'href="{world.at("/desk/#1")}"' in person.text("/sets/#1/mine?label=skipped")
    assert person.send("/desk/#1/reopen", {}, page="/desk/#1").location == world.at("/desk/#1")
    assert person.text("/sets/#1/mine?label=skipped").count("not for me</span>") == 1


def test_undo_names_the_claim_that_a_reviewer_has_decided_meanwhile_and_marks_its_line(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita")
    person = visitor("ann")
    answer = person.send("/sets/#1/undo", {}, page="/sets/#1/mine")
    page = person.text(answer.location)
    assert "Not undone: “the harbour was open”. A reviewer has decided on this claim" in page
    assert page.count("not undone") == 1
    assert "On your desk" not in page
    assert "not undone" not in person.text("/sets/#1/mine")


def test_what_an_undo_opened_before_one_that_was_refused_is_named_as_on_the_desk(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the road was closed", "the mill was sold")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in range(2):
            world.judge(name, judgement(verdict))
    world.decide("rita")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    opened = person.send("/sets/#1/undo", {}, page="/sets/#1/mine").location
    refused = person.send("/sets/#1/undo", {}, page="/sets/#1/mine").location
    page = person.text(refused)
    assert "Not undone: “the harbour was open”" in page
    assert (
        f'Reserved for you: <a class="typed" lang="en" dir="auto" href="{opened}">'
        "the road was closed</a>" in (" ".join(page.split()))
    )
    assert person.send("/sets/#1/next", {}, page=refused).location == opened


def test_the_last_page_leads_on_to_what_lies_on_the_desk(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    person = visitor("ann")
    first = person.send("/sets/#1/next", {}, page="/").location
    assert person.get("/sets/#1/finished").location == first
    second = person.send(f"{first}/skip", {"reason": "ambiguous"}, page=first).location
    assert person.get("/sets/#1/finished").location == second
    person.send(f"{second}/skip", {"reason": "ambiguous"}, page=second)
    assert person.get("/sets/#1/finished").status_code == 200


@after(claim_on_anns_desk)
def test_the_history_leads_to_each_claim_and_is_narrowed_by_label(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1", JUDGEMENT)
    person.send("/desk/#2/skip", {"reason": "ambiguous"}, page="/desk/#2")
    page = person.text("/sets/#1/mine")
    assert f'href="{world.at("/desk/#1")}"' in page
    assert f'href="{world.at("/desk/#2")}"' in page
    # The one that she skipped goes to others.
    assert "1 of 3 claims" in page
    narrowed = person.text("/sets/#1/mine?label=supported")
    assert f'href="{world.at("/desk/#1")}"' in narrowed
    assert f'href="{world.at("/desk/#2")}"' not in narrowed
    assert "has this label" in person.text("/sets/#1/mine?label=refuted")
    assert f'href="{world.at("/desk/#2")}"' in person.text("/sets/#1/mine?label=nonsense")


def test_a_skip_that_cannot_be_undone_is_said_with_the_history_below(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    person.send("/desk/#1/skip", {"reason": "ambiguous"}, page="/desk/#1")
    world.take("bob")
    world.take("cleo")
    answer = person.send("/sets/#1/undo", {}, page="/desk/#1")
    page = person.text(answer.location)
    assert "Not undone: “the harbour was open”. You passed this claim on" in page
    assert "have it by now" in page


def test_nobody_opens_or_leaves_what_another_judged(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    world.judge("ann")
    person = visitor("bob")
    for action in ("reopen", "leave"):
        assert person.send(f"/desk/#1/{action}", {}, page="/").status_code == 404


def test_what_was_acceptable_too_is_not_called_decided_otherwise(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    chosen = world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita", decision=Decision.BOTH_ACCEPTABLE, chosen_judgement=chosen, verdict=None)
    assert "yours is acceptable" in visitor("bob").text("/sets/#1/mine")
    assert "the same as yours" in visitor("ann").text("/sets/#1/mine")


@pytest.mark.parametrize(
    ("acts", "says"),
    [
        ((Decision.SECOND_ROUND,), "A reviewer asked new annotators to judge this claim:"),
        ((Decision.ALL_WRONG, Decision.REOPENED), "A reviewer is deciding on this claim again:"),
    ],
)
def test_what_a_reviewer_keeps_from_being_changed_is_not_offered_and_says_why(
    visitor: Callable[..., Visitor], world: World, acts: tuple[Decision, ...], says: str
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    person = visitor("ann")
    assert "Change judgement" in person.text("/desk/#1")
    for act in acts:
        _act(world, act)
    page = person.text("/desk/#1")
    assert f"{says} your judgement stands as it is." in page
    assert "Change judgement" not in page
    answer = person.send("/desk/#1/reopen", {}, page="/desk/#1")
    assert answer.status_code == 409
    assert f"{says} your judgement stands as it is." in answer.text
    assert "has decided" not in answer.text


def _act(world: World, act: Decision) -> None:
    if act is not Decision.REOPENED:
        world.decide("rita", decision=act)
        return
    with world.writing() as session:
        adjudications.reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="reopened",
            reason="A log was found.",
        )
        session.commit()
