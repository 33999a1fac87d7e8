"""A reviewer decides where annotators differ; what these judged stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.operations import users
from annotator.terms import Role, Stance
from tests.browser.keyboard import tab_to
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

CLAIM = "no harm had been done to civilians"


def test_a_reviewer_decides_on_judgements_side_by_side_without_names(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.get_by_role("link", name="Decide on 1 claim").click()
    expect(page.get_by_text("On 1 claim with two or more verdicts, by 2 people:")).to_be_visible()
    expect(page.get_by_role("term")).to_have_text(["Percent agreement", "Krippendorff’s α"])
    expect(page.get_by_role("definition")).to_have_text(["0%", "0.00"])
    page.get_by_role("link", name=CLAIM).click()

    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_contain_text(["Reader A", "Reader B"])
    expect(_row(page, "Verdict")).to_contain_text("Supported")
    expect(_row(page, "Verdict")).to_contain_text("Refuted")
    expect(_row(page, "Bulletin 5")).to_contain_text("Forty-one people were treated on Friday.")
    expect(_row(page, "Town hall")).to_contain_text("not cited")
    for name in ("Ann", "Bob"):
        expect(page.get_by_text(name, exact=True)).to_have_count(0)
        assert name not in table.inner_text()
    before = table.locator("tbody").inner_text()

    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet.")
    expect(page.get_by_text("Say why they differ: choose at least one reason.")).to_be_visible()
    page.get_by_text(f"Reader {_letter_of(page, 'Refuted')} is right").click()
    page.get_by_label("Missed evidence").check()
    page.get_by_label("Note for whoever reads this later").fill("The hospital’s log settles it.")
    page.get_by_role("button", name="Decide").click()

    expect(page.get_by_text("Decided. What the annotators judged stays as it was.")).to_be_visible()
    expect(page.get_by_text("No difference waits for you.")).to_be_visible()
    page.get_by_role("link", name="Decided", exact=True).click()
    page.get_by_role("link", name=CLAIM).click()
    expect(page.get_by_role("heading", name="Decided by Rita")).to_be_visible()
    expect(page.get_by_text("Bob’s judgement goes out.")).to_be_visible()
    expect(page.get_by_text("They differ because of missed evidence.")).to_be_visible()
    expect(page.get_by_text("The hospital’s log settles it.")).to_be_visible()
    assert page.get_by_role("table").locator("tbody").inner_text() == before


def test_a_reviewer_for_whom_all_are_wrong_names_the_right_outcome(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto("/review/1")
    outcome = page.get_by_label("The right outcome")
    expect(outcome).to_be_hidden()
    page.get_by_text("All are wrong").click()
    page.get_by_label("Genuine conflict").check()
    page.get_by_label("Note for whoever reads this later").fill("Neither saw the log.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("All are wrong: choose the outcome that is right.")).to_be_visible()
    expect(page.get_by_label("Note for whoever")).to_have_value("Neither saw the log.")
    outcome.select_option(label="Conflicting evidence")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided.", exact=False).first).to_be_visible()
    page.goto("/review/1")
    expect(page.get_by_role("region", name="Decided by Rita")).to_contain_text(
        "Conflicting evidence"
    )


def test_a_person_who_judged_a_claim_cannot_decide_on_it(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ann"], roles=[Role.ANNOTATOR, Role.REVIEWER])
        session.commit()
    page = visitors.log_in("ann")
    page.goto(f"/sets/{world.claim_set_id}/review")
    expect(page.get_by_text("you judged it, so somebody else decides")).to_be_visible()
    page.get_by_role("link", name=CLAIM).click()
    expect(page.get_by_text("You judged this claim yourself")).to_be_visible()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)


def test_a_decision_that_came_second_is_told_so_and_keeps_its_note(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(409)
    _two_differ(world)
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ed"], roles=[Role.REVIEWER])
        session.commit()
    page = visitors.log_in("rita")
    page.goto("/review/1")
    world.decide("ed", 1)
    page.get_by_text("Reader A is right").click()
    page.get_by_label("Slip").check()
    page.get_by_label("Note for whoever reads this later").fill("I read it otherwise.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Somebody has decided on this claim meanwhile")).to_be_visible()
    expect(page.get_by_text("I read it otherwise.")).to_be_visible()


def test_a_reviewer_decides_by_keyboard_alone(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto("/review/1")
    keys = page.keyboard
    tab_to(page.get_by_role("radio", name="Reader A is right"))
    keys.press("Space")
    tab_to(page.get_by_label("Slip"))
    keys.press("Space")
    tab_to(page.get_by_label("Note for whoever reads this later"))
    keys.type("A slip of the pen.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_text("No difference waits for you.")).to_be_visible()


def _two_differ(world: World) -> None:
    world.import_statements(CLAIM)
    world.judge("ann", judgement("supported"))
    world.judge(
        "bob",
        judgement(
            "refuted",
            evidence=(
                evidence(Stance.CONTRADICTS),
                evidence(Stance.NEUTRAL, url="https://town.example/hall", title="Town hall"),
            ),
        ),
    )


def _row(page: Page, heading: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=heading))


def _letter_of(page: Page, verdict: str) -> str:
    cells = _row(page, "Verdict").get_by_role("cell").all_inner_texts()
    return "AB"[next(number for number, cell in enumerate(cells) if verdict in cell)]
