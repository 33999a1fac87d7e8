"""The suggested wording: one key takes it over, one turns it down; the draft stores which."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.text.extraction import RelativeDate
from tests.browser import desk
from tests.browser.typing_at_desk import saving_state
from tests.world import with_insertion

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

FACT, WORDING = "the gate was opened yesterday", "the gate was opened on 5 December 2025"


def test_one_key_puts_the_suggested_wording_into_the_form(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world)
    expect(page.locator("#suggested")).to_contain_text("the gate was opened [on 5 December 2025]")
    page.keyboard.press("o")
    expect(page.locator('[name=candidate][value="reworded"]')).to_be_checked()
    expect(page.get_by_label("Reworded claim")).to_have_value(WORDING)
    expect(page.locator("#added")).to_contain_text("Added: on 5 December 2025")
    expect(page.locator("#suggestion-title")).to_have_text("Suggested wording: used")
    # The keys are on: the next decision needs no Escape.
    page.keyboard.press("k")
    expect(page.locator('[name=checkability][value="checkable"]')).to_be_checked()


def test_the_browser_undoes_a_suggested_wording_as_if_typed(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("o")
    wording = page.get_by_label("Reworded claim")
    expect(wording).to_have_value(WORDING)
    wording.focus()
    page.keyboard.press("Control+z")
    expect(wording).to_have_value(FACT)


def test_one_key_turns_the_suggested_wording_down(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("t")
    expect(page.locator("#suggestion-title")).to_have_text("Suggested wording: turned down")
    expect(page.get_by_role("button", name="Use this wording")).to_be_hidden()
    expect(page.locator("[name=candidate]:checked")).to_have_count(0)
    # It folds to one line, and the key still takes it over.
    page.keyboard.press("o")
    expect(page.get_by_label("Reworded claim")).to_have_value(WORDING)


def test_an_answer_to_a_suggested_wording_outlives_the_page(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("t")
    expect(saving_state(page)).to_contain_text("Saved ")
    page.reload()
    expect(page.locator("#suggestion-title")).to_have_text("Suggested wording: turned down")


def _at_the_desk(visitors: Visitors, world: World) -> Page:
    dated = partial(with_insertion, words="yesterday", inserted="on", date=RelativeDate("day", -1))
    world.import_statements(FACT, "the bell rang", changed=dated)
    page = visitors.log_in("ann")
    desk.start(page)
    # The script is there once the keys are.
    expect(page.locator("#hand-in")).to_have_attribute("aria-keyshortcuts", "Enter")
    return page
