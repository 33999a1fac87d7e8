"""What the desk loads: little, in few requests, and nothing from elsewhere."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Response, Route

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

#: Fonts are cached for a year and have a limit of their own.
MOST_BYTES, MOST_FONT_BYTES = 45_000, 62_000
MOST_REQUESTS = 6
CLAIMS = 7


def test_the_desk_with_its_next_claims_is_light(visitors: Visitors, world: World) -> None:
    world.import_statements(*(f"{number} ships had left the harbour" for number in range(CLAIMS)))
    page = visitors.log_in("ann")
    desk.start(page)
    # A browser that has nothing of ours yet.
    fresh = visitors.arrive()
    fresh.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    loaded: list[Response] = []

    def note(answer: Response) -> None:
        loaded.append(answer)

    fresh.on("response", note)
    fresh.goto(page.url, wait_until="networkidle")
    assert {urlsplit(answer.url).netloc for answer in loaded} == {urlsplit(page.url).netloc}
    fonts = [answer for answer in loaded if answer.url.endswith(".woff2")]
    others = [answer for answer in loaded if answer not in fonts]
    assert 1 < len(others) <= MOST_REQUESTS
    assert sum(len(gzip.compress(answer.body())) for answer in others) <= MOST_BYTES
    assert 0 < sum(len(answer.body()) for answer in fonts) <= MOST_FONT_BYTES


def test_nothing_moves_when_the_fonts_arrive(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    desk.start(page)
    # No cache: the fonts arrive after the first paint.
    page.route("**/*.woff2", _later)
    page.reload(wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("window.moved") == 0


def _later(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()
