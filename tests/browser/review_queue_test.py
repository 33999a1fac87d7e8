"""The reviewer's queue in a browser: narrowed, drawn for spot checks, and what comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.models import SetClaim
from annotator.operations.review.adjudications import reopen
from tests.browser.accessibility import scan
from tests.world import judgement

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

CLAIMS = ("no harm had been done", "the harbour was open", "the bridge was closed")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_queue_is_narrowed_and_stays_so_while_one_decides(
    visitors: Visitors, world: World, scripts: bool
) -> None:
    _differ_on_two_of_three(world)
    page = visitors.log_in("rita", scripts=scripts)
    page.goto(f"/sets/{world.claim_set_id}/review")
    expect(page.get_by_text("2 claims", exact=True)).to_be_visible()
    expect(page.get_by_role("columnheader", name="Likely error")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile(r"^0\.\d\d$")).first).to_be_visible()
    page.get_by_text("Filter and sort").click()
    page.get_by_label("A label given").select_option(label="Not enough evidence")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("1 claim", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="Filters")).to_contain_text("Not enough evidence")
    chip = page.get_by_role("link", name="Remove the filter A label given")
    expect(chip).to_be_visible()
    if scripts:
        assert scan(page, "queue, narrowed") == []
    page.get_by_role("link", name=CLAIMS[1]).click()
    page.get_by_text("A is right").click()
    page.get_by_label("Slip").check()
    page.get_by_label("Note", exact=True).fill("As the log has it.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("No claim matches these filters.")).to_be_visible()
    chip.click()
    expect(page.get_by_role("link", name=CLAIMS[0])).to_be_visible()


def test_agreed_claims_are_drawn_and_the_bound_is_shown(visitors: Visitors, world: World) -> None:
    _differ_on_two_of_three(world)
    page = visitors.log_in("rita")
    page.goto(f"/sets/{world.claim_set_id}/review")
    page.get_by_role("link", name="Spot checks").click()
    expect(page.get_by_text("No agreed claim of this set has been checked yet.")).to_be_visible()
    assert scan(page, "spot checks, none yet") == []
    page.get_by_role("button", name="Draw a claim").click()
    expect(page.get_by_role("heading", name=CLAIMS[2])).to_be_visible()
    expect(page.get_by_text("All agree; drawn for a spot check")).to_be_visible()
    assert scan(page, "a spot check") == []
    page.get_by_text("All are right", exact=True).click()
    expect(page.get_by_role("group", name="Why annotators disagreed")).to_be_hidden()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("1 agreed claim was checked, of which wrong: 0.")).to_be_visible()
    bound = "At most 95.00% of all agreed claims are wrong, with 95% confidence."
    expect(page.get_by_text(bound)).to_be_visible()
    assert scan(page, "spot checks") == []
    page.get_by_role("button", name="Draw a claim").click()
    expect(page.get_by_text("No claim is left to draw")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_annotators_read_the_decision_and_answer_it_once(
    visitors: Visitors, world: World, scripts: bool
) -> None:
    _differ_on_two_of_three(world)
    world.decide("rita", verdict=None, not_checkable_reason="too_vague")
    page = visitors.log_in("ann", scripts=scripts)
    page.goto(f"/sets/{world.claim_set_id}/mine")
    line = page.get_by_role("row").filter(has_text=CLAIMS[0])
    expect(line.get_by_role("cell", name="Supported")).to_be_visible()
    expect(line.get_by_role("cell", name="Not checkable")).to_be_visible()
    line.get_by_role("link", name=CLAIMS[0]).click()
    decision = page.get_by_role("region", name="Reviewer’s decision")
    expect(decision).to_contain_text("Your judgement differs.")
    expect(decision).to_contain_text("missed evidence")
    expect(decision).to_contain_text("The hospital's log settles it.")
    expect(page.get_by_role("button", name="Change judgement")).to_have_count(0)
    expect(page.get_by_text("Bob")).to_have_count(0)
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_text("Write your answer first.")).to_be_visible()
    if scripts:
        assert scan(page, "a decision, with errors") == []
    page.get_by_label("Your reply").fill("It names a day and a place.")
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_text("Reply sent.")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_count(0)
    if scripts:
        assert scan(page, "a decision, answered") == []
    reviewer = visitors.log_in("rita")
    reviewer.goto(world.at("/review/#1"))
    expect(reviewer.get_by_role("region", name="History of this claim")).to_be_visible()
    expect(reviewer.get_by_text("It names a day and a place.")).to_be_visible()
    if scripts:
        assert scan(reviewer, "a decision with an answer") == []


def test_what_was_reopened_is_the_reviewers_again(visitors: Visitors, world: World) -> None:
    _differ_on_two_of_three(world)
    world.decide("rita")
    with world.writing() as session:
        reopen(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="t",
            reason="So it is.",
        )
        session.commit()
    page = visitors.log_in("ann")
    page.goto(f"/sets/{world.claim_set_id}/mine")
    expect(page.get_by_text(CLAIMS[0])).to_be_visible()
    line = page.get_by_role("row").filter(has_text=CLAIMS[0])
    expect(line.get_by_role("cell").nth(2)).to_be_empty()


def _differ_on_two_of_three(world: World) -> None:
    world.import_statements(*CLAIMS)
    theirs = [judgement("refuted"), judgement("not_enough_evidence", evidence=()), judgement()]
    for given in theirs:
        world.judge("ann", judgement("supported"))
        world.judge("bob", given)
