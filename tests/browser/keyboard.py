"""The way of a person who has no mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

MOST_TABS = 40


def tab_to(wanted: Locator) -> None:
    """Press Tab until the focus is there, and fail when it never comes."""
    wanted.wait_for()
    for _ in range(MOST_TABS):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the focus does not come to {wanted}")
