"""The desk by keyboard: every decision within reach, and the focus always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.keyboard import tab_to

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

COVERED = """() => {
    const field = document.activeElement;
    const shown = (field.type === "radio" ? field.labels[0] : field).getBoundingClientRect();
    const foot = document.querySelector(".submit");
    return !foot.contains(field) && shown.bottom > foot.getBoundingClientRect().top;
}"""


def test_a_whole_judgement_is_made_by_keyboard_alone(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.arrive()
    page.goto("/")
    keys = page.keyboard
    tab_to(page.get_by_label("User name"))
    keys.type("ann")
    keys.press("Tab")
    keys.type("a long enough password")
    keys.press("Enter")
    tab_to(page.get_by_role("button", name="Start judging"))
    keys.press("Enter")

    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    tab_to(page.get_by_role("radio", name="Yes, as written"))
    keys.press("ArrowRight")
    expect(page.get_by_role("radio", name="Yes, reworded")).to_be_checked()
    keys.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Yes, as written")).to_be_checked()
    tab_to(page.get_by_role("radio", name="Worth checking", exact=True))
    keys.press("Space")
    tab_to(page.get_by_role("radio", name="Checkable", exact=True))
    keys.press("Space")
    row = desk.source(page, 1)
    tab_to(page.get_by_role("button", name="Type in a source"))
    keys.press("Enter")
    expect(row.get_by_label("Passage, quoted exactly")).to_be_focused()
    keys.type("Nobody was treated.")
    tab_to(row.get_by_role("radio", name="supports"))
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("ArrowLeft")
    expect(row.get_by_role("radio", name="supports")).to_be_checked()
    keys.press("Tab")
    keys.type("https://relief.example/5")
    tab_to(page.get_by_role("button", name="Type in a source"))
    keys.press("Enter")
    expect(desk.source(page, 2).get_by_label("Passage, quoted exactly")).to_be_focused()
    keys.type("Forty-one were.")
    tab_to(desk.source(page, 2).get_by_role("radio", name="supports"))
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("https://clinic.example/41")
    tab_to(page.get_by_role("radio", name="Supported"))
    for _ in range(3):
        keys.press("ArrowDown")
    expect(page.get_by_role("radio", name="Conflicting evidence")).to_be_checked()
    keys.press("Tab")
    keys.type("Two good sources say both.")
    tab_to(page.get_by_role("radio", name="1", exact=True))
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    tab_to(page.get_by_role("button", name="Submit and take next"))
    keys.press("Enter")

    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    desk.see_saved(page)
    (judged,) = desk.judgements(world)
    assert (judged.verdict, judged.confidence) == ("conflicting_evidence", 3)


def test_what_has_the_focus_is_never_covered_by_the_foot(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", width=390)
    desk.start(page)
    desk.say_checkable(page, "Checkable")
    page.get_by_role("button", name="Change: Can it be checked?").focus()
    while not page.get_by_role("button", name="Submit and take next").evaluate(
        "button => button === document.activeElement"
    ):
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_refused_judgement_lacks_comes_into_view(
    visitors: Visitors, world: World, width: int
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", width=width)
    desk.start(page)
    desk.submit(page)
    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()


def test_control_and_enter_submit_from_within_a_field(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    page.get_by_role("textbox", name="Justification", exact=True).press("Control+Enter")
    desk.see_the_end(page)
