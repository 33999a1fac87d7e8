"""The tabs of sources at the desk: their names, closing and search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.sources_at_desk import (
    add_source,
    at_desk,
    kept_passage,
    paste,
    source_tab,
    source_text,
)

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


def test_a_tab_is_called_by_its_source_and_says_which_row_cites_it(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    name = "The relief society on the gate, the clinic and the harbour of Orlest"
    paste(page, "Nobody counted.", title="Bulletin 4")
    paste(page, "Nobody came. The harbour is open.", title=name)
    for key in ("ArrowRight", "v", "ArrowRight", "c"):
        page.keyboard.press(key)
    tab = source_tab(page, name)
    expect(tab).to_have_accessible_name(re.compile(f"^{name} Sources 1 supports ?, 2 contradicts$"))
    expect(tab).to_have_attribute("title", name)
    shown = tab.locator(".source-name").evaluate("name => name.clientWidth < name.scrollWidth")
    assert shown, "a long name is cut"
    expect(source_tab(page, "Bulletin 4")).to_have_accessible_name("Bulletin 4")
    expect(page.locator(".saving")).to_contain_text("Saved")
    page.reload()
    expect(source_tab(page, name)).to_contain_text("Sources 1 supports, 2 contradicts")


def test_a_source_that_nothing_cites_is_closed_and_opened_again(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    paste(page, "Nobody came.", title="Bulletin 4")
    paste(page, "The harbour is open.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("v")
    close = page.get_by_role("button", name="Close source")
    expect(close).to_be_hidden()
    source_tab(page, "Bulletin 4").click()
    close.press("Enter")
    expect(source_tab(page, "Bulletin 4")).to_have_count(0)
    expect(source_tab(page, "Document")).to_be_focused()
    expect(page.locator("#claim")).to_be_visible()
    expect(page.locator(".saving")).to_contain_text("Saved")
    page.reload()
    expect(source_tab(page, "Bulletin 5")).to_be_visible()
    expect(source_tab(page, "Bulletin 4")).to_have_count(0)
    add_source(page)
    page.get_by_role("button", name="Reopen Bulletin 4").click()
    expect(source_text(page)).to_contain_text("Nobody came.")
    expect(source_tab(page, "Bulletin 4")).to_have_attribute("aria-current", "true")


def test_a_document_is_found_by_its_words_and_opened(visitors: Visitors, world: World) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    page.get_by_label("Search documents and opened sources").fill("CIVILIANS harm")
    page.keyboard.press("Enter")
    expect(page.locator(".m-hit")).to_have_text(["harm", "civilians"])
    page.get_by_role("button", name="A statement").click()
    expect(source_text(page)).to_contain_text(desk.FIRST)
    source_tab(page, "Document").click()
    expect(page.locator("#claim")).to_be_visible()


def test_a_source_is_quoted_without_scripts(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", scripts=False)
    desk.start(page)
    page.goto(world.at("/desk/#1/sources"))
    page.get_by_text("Paste text").click()
    page.get_by_label("Text", exact=True).fill("Nobody came. The harbour is open.")
    page.get_by_label("Title").fill("Bulletin 5")
    page.get_by_role("button", name="Save text").click()
    expect(source_text(page)).to_contain_text("The harbour is open.")
    page.get_by_role("link", name="Back to the claim").click()
    desk.say_checkable(page)
    row = desk.source(page, 1)
    row.get_by_label("Passage, quoted exactly").fill("The harbour is open.")
    desk.press(row, "supports")
    row.get_by_text("Coverage, groups, note").click()
    row.get_by_label("Opened text that contains it").select_option(label="Bulletin 5")
    desk.conclude(page, "Supported", "The bulletin says so.")
    desk.submit(page)
    desk.see_the_end(page)
    assert kept_passage(world).start == 13
