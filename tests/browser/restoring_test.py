"""Removed and left text at the desk can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.typing_at_desk import begin_claim, saving_state, why_field

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

WHY = "The bulletin says so. 🚢 Gəmi, السفينة"


def test_removing_a_source_and_starting_over_can_be_undone(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    desk.judge(page)
    page.get_by_role("button", name="Remove source 1").click()
    expect(page.get_by_text("Source removed: “Nobody was treated on Friday.”")).to_be_visible()
    page.get_by_role("button", name="Restore the source").click()
    expect(page.get_by_label("Passage, quoted exactly").last).to_have_value(
        "Nobody was treated on Friday."
    )
    page.get_by_role("button", name="Clear form").click()
    expect(page.get_by_text("Form cleared")).to_be_visible()
    expect(page.get_by_role("radio", name="Checkable", exact=True)).not_to_be_checked()
    page.reload()
    page.get_by_role("button", name="Restore the cleared form").click()
    expect(why_field(page)).to_have_value("The bulletin says so.")


def test_what_was_typed_just_before_a_claim_was_skipped_again_is_there_on_any_machine(
    visitors: Visitors, world: World
) -> None:
    page = _at_skipped_claim_taken_up_again(visitors, world)
    why_field(page).fill(WHY)
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    page.keyboard.press("Enter")
    desk.see_the_end(page)
    elsewhere = visitors.log_in("ann")
    elsewhere.goto(page.url)
    elsewhere.get_by_role("button", name="Undo last").click()
    expect(why_field(elsewhere)).to_have_value(WHY)


def test_what_was_typed_just_before_a_judgement_was_left_as_it_was_can_be_restored(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    desk.judge(page)
    desk.submit(page)
    desk.see_saved(page)
    page.keyboard.press("z")
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    why_field(page).fill(WHY)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    elsewhere = visitors.log_in("ann")
    elsewhere.goto(world.at("/desk/#1"))
    elsewhere.get_by_role("button", name="Change judgement").click()
    expect(why_field(elsewhere)).to_have_value("The bulletin says so.")
    elsewhere.get_by_role("button", name="Restore the cleared form").click()
    expect(why_field(elsewhere)).to_have_value(WHY)


def test_without_scripts_a_text_is_saved_restored_and_chosen(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(409)
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", scripts=False)
    desk.start(page)
    expect(page.locator("span", has_text="Your text is saved when you press")).to_be_visible()
    expect(saving_state(page)).to_be_empty()
    second = page.context.new_page()
    second.goto(world.at("/desk/#1"))
    desk.say_checkable(page, "Checkable")
    why_field(page).fill("From the first window.")
    page.get_by_role("button", name="Save draft").click()
    expect(saving_state(page)).to_contain_text("Saved ")
    expect(why_field(page)).to_have_value("From the first window.")
    desk.judge(second)
    desk.submit(second)
    expect(second.get_by_text("From the first window.")).to_be_visible()
    second.get_by_role("button", name="Keep all of this window").click()
    expect(why_field(second)).to_have_value("The bulletin says so.")
    desk.submit(second)
    desk.see_the_end(second)


def _at_skipped_claim_taken_up_again(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.skip(page)
    desk.see_the_end(page)
    page.get_by_role("button", name="Undo last").click()
    desk.say_checkable(page)
    return page
