"""What axe finds on a page: in light, dark and forced colours, wide and narrow."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.visitors import HEIGHT

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE, NARROW, NARROWEST = 1440, 390, 320
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
NAMES = ("summary-name", "button-name", "link-name")
# The dark scheme changes colours and nothing else.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# Nor does a narrow window change anything but the places of things, and which words are shown: a
# control must keep its name.
PLACES = {
    "runOnly": {"type": "rule", "values": [*NAMES, "target-size", "scrollable-region-focusable"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: What is looked for at which width, in the dark or not, in the reader's own colours or not.
LOOKS = (
    (WIDE, False, False, EVERYTHING),
    (WIDE, True, False, COLOURS),
    (WIDE, False, True, COLOURS),
    (NARROW, False, False, PLACES),
)
#: Everything, in each look: `CLAIMBOOK_LONG=on` looks so, and takes some minutes more.
ALL_LOOKS = tuple(
    (width, dark, False, EVERYTHING) for width in (WIDE, NARROW) for dark in (False, True)
)
#: Not the whole answer, which takes longer to hand over than some rules take to run.
VIOLATIONS = "async rules => (await axe.run(rules)).violations"
#: A control that lies half behind a bar at the foot is scrolled out from behind it.
UNSTICK = """() => {
  for (const each of document.querySelectorAll("main *")) {
    if (getComputedStyle(each).position === "sticky") each.style.position = "static";
  }
}"""
STICK = """() => {
  for (const each of document.querySelectorAll("main [style]")) each.style.position = "";
}"""
_AXE = Axe().axe_script


def scan(page: Page, state: str) -> list[str]:
    """The violations in this state of a page, each in a line, and a page wider than its window."""
    # What was looked for may be there before the rest of its page.
    page.wait_for_load_state()
    # Several states are often of one page, which has it already.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = []
    for width, dark, forced, rules in ALL_LOOKS if os.environ.get("CLAIMBOOK_LONG") else LOOKS:
        page.emulate_media(
            color_scheme="dark" if dark else "light", forced_colors="active" if forced else "none"
        )
        where = f"{state}, {width} px, {'dark' if dark else 'light'}{', forced' if forced else ''}"
        found += _overflow(page, width, where)
        if width == NARROW:
            page.evaluate(UNSTICK)
        violations = page.evaluate(VIOLATIONS, rules)
        found += [f"{where}: {line}" for line in _lines(violations)]
    page.evaluate(STICK)
    page.emulate_media(color_scheme="light", forced_colors="none")
    found += _overflow(page, NARROWEST, f"{state}, {NARROWEST} px")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    return found


def _overflow(page: Page, width: int, where: str) -> list[str]:
    """Make the window this wide, and say whether the page is wider."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.evaluate("scrollTo(0, 0)")
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{where}: {wider} px too wide"] if wider else []


def _lines(violations: list[dict[str, Any]]) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} ({_reasons(node)})"
        for violation in violations
        for node in violation["nodes"]
    ]


def _reasons(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
