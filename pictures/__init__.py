"""Pictures of the pages, for the documentation: drawn again from the demonstration by one command.

Only fictional data is ever shown. PICTURES lists them, each with the file that it becomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

WIDE, NARROW = 1280, 390


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file under docs/, who looks at which address, and in what window.

    `act` is what the person does on the page before the picture is taken.
    """

    file: str
    who: str | None
    address: str
    act: Callable[[Page], None] | None = None
    width: int = WIDE
    dark: bool = False


def _take_next(page: Page) -> None:
    page.get_by_role("button", name="Take next claim").click()
    page.wait_for_url("**/desk/**")
    # A claim worth checking, so that the page shows evidence and verdict too.
    page.get_by_role("button", name="Yes, worth checking").click()


def _first(selector: str) -> Callable[[Page], None]:
    def follow(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return follow


_REVIEW = _first("main a[href*='/review/']")
_CLAIM = _first("main a[href^='/claims/']")

PICTURES = (
    Picture("desk.png", "amira", "/sets/1", _take_next),
    Picture("desk-dark.png", "amira", "/sets/1", _take_next, dark=True),
    Picture("desk-narrow.png", "amira", "/sets/1", _take_next, width=NARROW),
    Picture("agreement.png", "rosa", "/sets/1/agreement"),
    Picture("design/components.png", None, "/design"),
    Picture("design/home.png", "emil", "/"),
    Picture("design/set.png", "emil", "/sets/1"),
    Picture("design/settings.png", "greta", "/sets/1/edit"),
    Picture("design/document.png", "emil", "/documents/1"),
    Picture("design/claim.png", "emil", "/sets/1", _CLAIM),
    Picture("design/desk.png", "amira", "/sets/1", _take_next),
    Picture("design/queue.png", "rosa", "/sets/1/review"),
    Picture("design/review.png", "rosa", "/sets/1/review", _REVIEW),
    Picture("design/agreement.png", "rosa", "/sets/1/agreement"),
    Picture("design/import.png", "emil", "/imports/new"),
    Picture("design/audit-log.png", "rosa", "/audit-log"),
    Picture("design/login.png", None, "/login"),
)
