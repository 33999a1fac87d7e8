"""The desk's keys on other keyboards: stance and confidence take no Shift on any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import desk

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

STANCES = {"KeyV": "supports", "KeyC": "contradicts", "KeyU": "neutral", "KeyI": "irrelevant"}
SURE = {"Digit6": "1", "Digit7": "2", "Digit8": "3", "Digit9": "4", "Digit0": "5"}
LETTERS, DIGITS = "vcui", "67890"
#: What a layout types without Shift at the places of V, C, U, I and of 6 to 0.
LAYOUTS = {
    "US": (LETTERS, DIGITS),
    "UK": (LETTERS, DIGITS),
    "German": (LETTERS, DIGITS),
    "French": (LETTERS, "-è_çà"),
    "Spanish": (LETTERS, DIGITS),
    "Polish": (LETTERS, DIGITS),
    "Russian": ("мсгш", DIGITS),
    "Turkish": ("vcuı", DIGITS),
    "Azerbaijani": (LETTERS, DIGITS),
    "Czech": (LETTERS, "žýáíé"),
    "Greek": ("ωψθι", DIGITS),
}
PRESS = """([key, code]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, cancelable: true, key, code }))"""


def test_stance_and_confidence_are_chosen_without_shift_on_eleven_layouts(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    row = desk.source(page, 1)
    for name, (letters, digits) in LAYOUTS.items():
        for (code, stance), key in zip(STANCES.items(), letters, strict=True):
            row.get_by_role("radio").nth(3 if stance == "supports" else 0).click()
            page.evaluate(PRESS, [key, code])
            assert row.locator("[name$=stance]:checked").input_value() == stance, (name, key)
        for (code, sure), key in zip(SURE.items(), digits, strict=True):
            page.evaluate(PRESS, [key, code])
            assert page.locator("[name=confidence]:checked").input_value() == sure, (name, key)


def test_a_letter_that_a_layout_types_counts_before_the_place_of_its_key(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    # AZERTY has its comma where others have M, which shows mentions; Turkish i is beside Enter.
    page.evaluate(PRESS, [",", "KeyM"])
    page.evaluate(PRESS, ["k", "KeyL"])
    expect(page.locator('[name=checkability][value="checkable"]')).to_be_checked()
    expect(page.locator(".document-part")).to_be_visible()
