"""All readers: on paper, in their own colours, from right to left, without motion, in no hurry."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.browser import desk
from tests.browser.accessibility import scan
from tests.world import judgement

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

RIGHT_TO_LEFT = "قال المتحدث إن المرفأ مفتوح"
#: How many pixels a page is wider than its window.
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: How far things were moved on a page since it began, without the reader's doing.
SHIFT = """() => new Promise(resolve => {
  let moved = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 300);
})"""
#: Every element whose colours change over time.
MOVING = """() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  return parseFloat(style.transitionDuration) > 0.001 || style.animationName !== "none";
}).map(element => element.outerHTML.slice(0, 100))"""


def test_every_component_is_for_everybody(visitors: Visitors) -> None:
    page = visitors.arrive()
    page.goto("/design")
    assert scan(page, "components") == []


def test_what_is_printed_has_no_navigation_and_all_that_the_page_says(
    visitors: Visitors, world: World
) -> None:
    world.import_statements()
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    page = visitors.log_in("rita")
    for address in (
        world.at("/claims/#1"),
        world.at("/sets/#1/agreement"),
        world.at("/sets/#1/releases"),
    ):
        page.goto(address)
        said = page.locator("h1").inner_text()
        page.emulate_media(media="print")
        assert not page.locator("header.masthead").is_visible()
        assert not page.locator("nav.tabs").first.is_visible()
        assert page.get_by_role("heading", name=said, level=1).is_visible()
        page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_without_end_widens_no_page(visitors: Visitors, world: World, width: int) -> None:
    world.import_statements(f"the {'harbour' * 60} was open")
    world.judge("ann", judgement("supported", justification="bulletin" * 60))
    world.judge("bob", judgement("refuted", justification="bulletin" * 60))
    page = visitors.log_in("rita", width=width)
    too_wide = {}
    for path in ("/", "/documents", "/documents/#1", "/sets/#1", "/sets/#1/review", "/review/#1"):
        page.goto(world.at(path))
        too_wide[path] = page.evaluate(WIDER)
    page.goto(world.at("/claims/#1"))
    too_wide["/claims/#1"] = page.evaluate(WIDER)
    assert {path: by for path, by in too_wide.items() if by} == {}


def test_a_text_from_right_to_left_begins_at_its_right(visitors: Visitors, world: World) -> None:
    world.import_statements(RIGHT_TO_LEFT)
    page = visitors.log_in("ed")
    page.goto(world.at("/sets/#1"))
    claim = page.get_by_text(RIGHT_TO_LEFT).first
    assert claim.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_nothing_moves_for_those_who_want_no_motion(visitors: Visitors, world: World) -> None:
    world.import_statements()
    page = visitors.log_in("ann")
    assert page.evaluate(MOVING) == []
    page.goto("/design")
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("late", [False, True])
def test_nothing_moves_when_the_fonts_arrive(visitors: Visitors, world: World, late: bool) -> None:
    world.import_statements()
    page = visitors.log_in("ann")
    fresh = visitors.arrive()
    fresh.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    if late:
        fresh.route("**/*.woff2", _delay)
    for address in ("/", world.at("/sets/#1"), "/documents"):
        fresh.goto(address)
        fresh.wait_for_load_state("networkidle")
        assert fresh.evaluate(SHIFT) == 0, address


def test_the_desk_does_not_move_when_the_fonts_arrive(visitors: Visitors, world: World) -> None:
    world.import_statements()
    page = visitors.log_in("ann")
    page.route("**/*.woff2", _delay)
    desk.start(page)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) == 0


def test_what_is_chosen_is_seen_in_the_readers_own_colours(visitors: Visitors) -> None:
    page = visitors.arrive()
    page.emulate_media(forced_colors="active")
    page.goto("/design")
    for kind in ("seg", "pick"):
        chosen = _ground(page, f".{kind} label:has(:checked)")
        other = _ground(page, f".{kind} label:not(:has(:checked))")
        assert chosen != other


def _ground(page: Page, selector: str) -> str:
    found = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
    return str(found)


def _delay(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()
