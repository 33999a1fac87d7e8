"""What the checks find appears while an annotator works, and nothing moves under their hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

LATE = "after the claim (2025-12-06)"
WHY = "It counts the Friday before."


def _desk(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    return page


def _published(page: Page) -> Locator:
    return desk.source(page, 1).get_by_label("Publication date")


def test_a_warning_appears_at_its_source_and_a_reason_lifts_it(
    visitors: Visitors, world: World
) -> None:
    page = _desk(visitors, world)
    _published(page).fill("2026-01-09")
    source = desk.source(page, 1)
    expect(source.get_by_text(LATE)).to_be_visible()
    page.get_by_text("1 problem to fix").click()
    page.get_by_role("link", name=LATE).click()
    reason = source.get_by_label("Your reason")
    expect(reason).to_be_focused()
    reason.press_sequentially(WHY)
    expect(page.get_by_text("to fix")).to_be_hidden()
    expect(reason).to_have_value(WHY)
    expect(reason).to_be_focused()
    desk.submit(page)
    expect(page.get_by_text("Judgement saved")).to_be_visible()
    assert len(desk.judgements(world)) == 1


def test_a_reason_comes_back_with_its_finding_and_the_field_in_hand_stays_in_place(
    visitors: Visitors, world: World
) -> None:
    page = _desk(visitors, world)
    _published(page).fill("2026-01-09")
    reason = desk.source(page, 1).get_by_label("Your reason")
    reason.fill(WHY)
    _published(page).fill("2025-12-05")
    expect(reason).to_have_count(0)
    why = page.get_by_role("textbox", name="Justification", exact=True)
    why.click()
    before = why.evaluate("field => field.getBoundingClientRect().top")
    _published(page).evaluate("field => { field.value = '2026-01-09' }")
    why.press_sequentially(" Indeed.")
    expect(reason).to_have_value(WHY)
    moved = why.evaluate("field => field.getBoundingClientRect().top") - before
    assert abs(moved) < 2
    expect(why).to_be_focused()


def test_an_answer_to_what_has_changed_meanwhile_is_dropped(
    visitors: Visitors, world: World
) -> None:
    page = _desk(visitors, world)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/checks", hold)
    _published(page).fill("2026-01-09")
    _wait_for(page, held, 1)
    _published(page).fill("2025-12-05")
    held[0].continue_()
    _wait_for(page, held, 2)
    expect(page.get_by_text(LATE)).to_have_count(0)
    held[1].continue_()
    expect(page.get_by_text("No copy of this source")).to_be_visible()
    expect(page.get_by_text(LATE)).to_have_count(0)


def test_checks_that_do_not_answer_are_said_and_run_at_submit(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(503)
    page = _desk(visitors, world)
    page.route("**/checks", lambda route: route.fulfill(status=503))
    _published(page).fill("2026-01-09")
    expect(page.get_by_text("The checks are not available now.")).to_be_visible()
    desk.submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Fix or explain 1 problem below")
    expect(desk.source(page, 1).get_by_text(LATE)).to_be_visible()


def _wait_for(page: Page, held: list[Route], count: int) -> None:
    for _ in range(100):
        if len(held) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page does not ask")
