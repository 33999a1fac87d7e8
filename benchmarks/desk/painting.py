"""The desk in Chromium: its page's weight, how soon a key paints the next claim, and the keys."""

from __future__ import annotations

import gzip
from statistics import quantiles
from typing import TYPE_CHECKING

from benchmarks.desk import keys
from benchmarks.desk.newsroom import PASSWORD
from benchmarks.desk.saving import application
from benchmarks.table import Row
from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Response

    from annotator.storage.database import Database

NAME = "reader-1"
#: Notes, for each key that submits, its time as the browser has it, and when the frame after the
#: next claim's is begun: by then the claim has been painted. Beside them every shift of the layout,
#: by its time; a field that a person opens may move what is below it.
WATCH = """
window.painted = [];
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push([entry.startTime, entry.value]);
}).observe({ type: "layout-shift" });
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.ctrlKey) return;
  const before = document.querySelector("#judgement h1");
  const look = () => {
    if (document.querySelector("#judgement h1") === before) return requestAnimationFrame(look);
    requestAnimationFrame(() => window.painted.push([event.timeStamp, performance.now()]));
  };
  requestAnimationFrame(look);
}, true);
"""
READY = """(count) => window.painted.length === count
  && document.querySelectorAll("#ahead template").length > 1"""


def rows(database: Database, items: int) -> Iterator[Row]:
    """Yield the page's weight, then `items` claims rejected by keys, then one judged by keys."""
    with chromium.served(application(database)) as address, chromium.running() as browser:
        page = _logged_in(browser, address)
        yield from _weight(page, address)
        yield from _paint(page, items)
        yield from keys.rows(page, database)


def _logged_in(browser: Browser, address: str) -> Page:
    page = browser.new_page(base_url=address)
    page.goto("/login")
    page.get_by_label("User name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Start judging").or_(
        page.get_by_role("button", name="Continue judging")
    ).first.click()
    page.locator("#judgement h1").wait_for()
    return page


def _weight(page: Page, address: str) -> Iterator[Row]:
    """Yield what a browser that has been nowhere here before fetches for the desk."""
    session = page.context.browser
    assert session is not None  # noqa: S101 - the page is open
    fresh = session.new_context(storage_state=page.context.storage_state())
    loaded: list[Response] = []

    def note(answer: Response) -> None:
        loaded.append(answer)

    fresh.on("response", note)
    other = fresh.new_page()
    other.goto(page.url, wait_until="networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body())) for answer in loaded}
    fresh.close()
    away = [url for url in sizes if not url.startswith(address)]
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    others = [size for url, size in sizes.items() if not url.endswith(".woff2")]
    yield Row("page with all it loads, gzip", "≤ 45 KB", f"{sum(others) / 1000:.1f} KB")
    yield Row("its fonts, which stay in the browser", "≤ 62 KB", f"{fonts / 1000:.1f} KB")
    yield Row("its requests, without fonts", "≤ 6", f"{len(others)}")
    yield Row("those to elsewhere", "0", f"{len(away)}")


def _paint(page: Page, items: int) -> Iterator[Row]:
    page.evaluate(WATCH)
    page.mouse.move(5, 5)
    for number in range(items):
        page.wait_for_function(READY, arg=number)
        page.keyboard.press("x")
        page.locator("select[name=rejection_reason]").select_option(index=1)
        page.keyboard.press("Control+Enter")
    page.wait_for_function(READY, arg=items)
    painted: list[tuple[float, float]] = page.evaluate("window.painted")
    shifts: list[tuple[float, float]] = page.evaluate("window.shifts")
    cuts = quantiles((shown - key for key, shown in painted), n=100, method="inclusive")
    reached = f"{cuts[94]:.0f} ms (p50 {cuts[49]:.0f} ms, {items} claims)"
    moved = sum(by for at, by in shifts if any(key <= at <= shown for key, shown in painted))
    yield Row("key to next claim painted: p95", "≤ 32 ms", reached)
    yield Row("layout shift in between", "0", f"{moved:.2g}")
