"""What is begun in the forms beside the judgement, for a source or a missed claim, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.visitors import give_name_and_password

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

TEXT = "العربية 🚢 Nobody was\n\ntreated."


def test_what_was_begun_in_every_form_for_a_source_is_there_when_one_comes_back_to_it(
    visitors: Visitors, world: World
) -> None:
    page = _at_desk(visitors, world)
    _begin_sources(page)
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.get_by_role("article", name="The document")).to_be_visible()
    page.keyboard.press("n")
    _see_begun_sources(page)


def test_what_was_begun_beside_the_judgement_is_there_after_a_crash(
    visitors: Visitors, world: World
) -> None:
    page = _at_desk(visitors, world)
    _begin_sources(page)
    page.locator("#mark-open").click()
    _missed(page).fill("no harm had")
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(address)
    expect(_missed(again)).to_be_visible()
    expect(_missed(again)).to_have_value("no harm had")
    again.get_by_role("link", name="+ Source").click()
    _see_begun_sources(again)


def test_what_was_begun_and_is_sent_is_gone_and_the_rest_stays(
    visitors: Visitors, world: World
) -> None:
    page = _at_desk(visitors, world)
    _begin_sources(page)
    page.locator(".text-part").get_by_label("Title").fill("Bulletin 5")
    page.get_by_role("button", name="Save text").click()
    expect(page.get_by_role("article", name="The source")).to_be_focused()
    page.get_by_role("link", name="+ Source").click()
    expect(page.locator("#page")).to_have_value("https://relief.exa")
    expect(_pasted(page)).to_have_value("")
    page.locator("#mark-open").click()
    _missed(page).fill("no harm had")
    page.get_by_role("button", name="Add claim").click()
    expect(page.get_by_text("Claim added. You judge it after")).to_be_visible()
    page.reload()
    page.locator("#mark-open").click()
    expect(_missed(page)).to_have_value("")


def test_a_text_that_was_refused_is_still_begun(visitors: Visitors, world: World) -> None:
    page = _at_desk(visitors, world)
    _begin_sources(page)
    page.get_by_role("button", name="Save text").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    page.get_by_role("link", name="Document", exact=True).click()
    page.get_by_role("link", name="+ Source").click()
    _see_begun_sources(page)


def test_what_one_person_began_in_a_browser_is_not_for_another(
    visitors: Visitors, world: World
) -> None:
    page = _at_desk(visitors, world)
    _begin_sources(page)
    page.locator(".account summary").click()
    page.get_by_role("button", name="Log out").click()
    give_name_and_password(page, "bob")
    desk.start(page)
    page.get_by_role("link", name="+ Source").click()
    expect(page.locator("#page")).to_have_value("")
    expect(_pasted(page)).to_have_value("")


def _at_desk(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    return page


def _begin_sources(page: Page) -> None:
    page.get_by_role("link", name="+ Source").click()
    page.locator("#page").fill("https://relief.exa")
    page.get_by_label("Search documents and opened sources").fill("harm civ")
    page.get_by_text("Paste text").click()
    _pasted(page).fill(TEXT)


def _see_begun_sources(page: Page) -> None:
    expect(page.locator("#page")).to_have_value("https://relief.exa")
    expect(page.get_by_label("Search documents and opened sources")).to_have_value("harm civ")
    expect(_pasted(page)).to_be_visible()
    expect(_pasted(page)).to_have_value(TEXT)


def _pasted(page: Page) -> Locator:
    return page.get_by_label("Text", exact=True)


def _missed(page: Page) -> Locator:
    return page.get_by_label("Exact words of the document")
