"""The pages on which editors find, correct and withdraw, for the test of accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.accessibility import scan

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.world import World

#: What an editor can look at beside the import, each with something on it.
EDITORS_PAGES = (
    *("/imports", "/imports/#1/claims", "/claims", "/claims?words=nothing", "/claims/#1"),
    *("/claims/#1/topics", "/search", "/search?words=harbour", "/search?words=nothing"),
    *("/speakers", "/outlets", "/bin", "/bin/documents"),
    *("/documents/#1/edit", "/documents/#1/publications", "/documents/#1/correction"),
    *("/documents/#1/withdrawal", "/sets", "/sets/#1/members", "/sets/#1/withdrawal"),
)


def scan_what_editors_find(page: Page, world: World) -> list[str]:
    """Return the violations of each page."""
    found: list[str] = []
    for address in EDITORS_PAGES:
        page.goto(world.at(address))
        found += scan(page, address)
    for address in ("/speakers", "/outlets"):
        page.goto(address)
        page.get_by_role("table").get_by_role("link").first.click()
        found += scan(page, f"one of {address}")
    return found
