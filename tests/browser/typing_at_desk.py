"""Typing at the desk, for the tests of saving and restoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

QUICK = "document.documentElement.dataset.pace = '0.05'"


def begin_claim(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    page.context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {QUICK} }})")
    desk.start(page)
    return page


def saving_state(page: Page) -> Locator:
    return page.locator("#saving")


def why_field(page: Page) -> Locator:
    return page.get_by_label("Justification", exact=True)
