"""Typing at the desk, for the tests of saving and restoring."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from playwright.sync_api import expect

from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Response

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
    return page.get_by_role("textbox", name="Justification", exact=True)


def type_until_saved(page: Page, why: str) -> None:
    """Say why, and wait until a save that says it is answered: an earlier one may be under way."""

    def says_it(answer: Response) -> bool:
        sent = parse_qs(answer.request.post_data or "")
        return answer.url.endswith("/draft") and sent.get("justification") == [why]

    with page.expect_response(says_it):
        why_field(page).fill(why)
    expect(saving_state(page)).to_contain_text("Saved ")
