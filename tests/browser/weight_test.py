"""What the desk loads: little, in few requests, and nothing from elsewhere."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Response

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
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
    assert 1 < len(loaded) <= MOST_REQUESTS
    assert sum(len(gzip.compress(answer.body())) for answer in loaded) <= MOST_BYTES
