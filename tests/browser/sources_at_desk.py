"""Sources at the desk, for the tests of sources and of their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import Passage
from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World


def at_desk(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.say_checkable(page)
    return page


def add_source(page: Page) -> None:
    page.get_by_role("link", name="+ Source").click()
    expect(page.get_by_role("heading", name="Add a source")).to_be_visible()


def paste(page: Page, text: str, title: str = "Bulletin 5") -> None:
    add_source(page)
    page.get_by_text("Paste text").click()
    page.get_by_label("Text", exact=True).fill(text)
    page.locator(".text-part").get_by_label("Title").fill(title)
    page.get_by_role("button", name="Save text").click()
    expect(source_text(page)).to_be_focused()


def source_text(page: Page) -> Locator:
    return page.get_by_role("article", name="The source")


def source_tab(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Texts").get_by_role("link", name=name)


def kept_passage(world: World) -> Passage:
    with world.reading() as session:
        return session.scalars(select(Passage)).one()
