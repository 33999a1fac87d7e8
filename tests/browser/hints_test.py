"""Hints in a browser: opened by a key, a passage opened and linked by the next two, all logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import Assignment, Hint, HintOpening, Passage
from annotator.queries.judging.judgements import own_judgement
from annotator.records import HintsSeen
from tests import hinting
from tests.browser import desk
from tests.browser.accessibility import scan

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_a_passage_of_a_hint_is_linked_by_three_keys(visitors: Visitors, world: World) -> None:
    page = _at_desk(visitors, world)
    page.keyboard.press("y")
    chosen = _chosen(page)
    page.keyboard.press("h")
    expect(_hints(page)).to_contain_text(hinting.LIKE)
    expect(_hints(page)).to_contain_text("They do not decide this claim.")
    expect(_button(page)).to_be_focused()
    assert _chosen(page) == chosen
    page.keyboard.press("Enter")
    text = page.get_by_role("article", name="The source")
    expect(text).to_be_focused()
    assert page.evaluate("String(getSelection())") == hinting.COUNTED
    assert _chosen(page) == chosen
    page.keyboard.press("v")
    desk.see_linked(page, 1, "Supports", "The road office counted")
    desk.conclude(page, "Supported", "The register says so.")
    desk.submit(page)
    desk.see_the_end(page)
    start = hinting.REGISTER.index(hinting.COUNTED)
    with world.reading() as session:
        assert len(session.scalars(select(Hint)).all()) == 2
        assert len(session.scalars(select(HintOpening)).all()) == 1
        passages = session.scalars(select(Passage).order_by(Passage.id)).all()
        judged = own_judgement(session, world.token(Assignment))
    assert {(passage.start, passage.exact) for passage in passages} == {(start, hinting.COUNTED)}
    assert judged is not None
    assert judged.hints == HintsSeen(on=True, shown=2, opened=1)
    assert [link.hinted for link in judged.evidence] == [True]


def test_the_desk_shows_no_hint_before_it_is_asked_for(visitors: Visitors, world: World) -> None:
    page = _at_desk(visitors, world)
    expect(page.locator("#hints kbd")).to_have_text("H")
    assert hinting.LIKE not in page.content()
    page.get_by_role("button", name="Hints").click()
    expect(_hints(page)).to_contain_text(hinting.LIKE)
    expect(page.get_by_role("button", name="Hints")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Document", exact=True).click()
    expect(page.locator("#claim")).to_be_visible()
    expect(_hints(page)).to_have_count(0)


def test_where_hints_are_off_there_is_no_key_for_them(visitors: Visitors, world: World) -> None:
    page = _at_desk(visitors, world, hints=False)
    page.keyboard.press("h")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(page.get_by_label("Show hints")).to_have_count(0)
    expect(page.get_by_role("button", name="Hints")).to_have_count(0)
    with world.reading() as session:
        assert session.scalars(select(Hint)).all() == []


def test_hints_are_opened_and_linked_without_scripts(visitors: Visitors, world: World) -> None:
    page = _at_desk(visitors, world, scripts=False)
    page.get_by_role("button", name="Hints").click()
    _button(page).click()
    expect(page.locator("#passage")).to_contain_text(hinting.COUNTED)
    expect(page.locator("#passage")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the claim").click()
    row = desk.source(page, 1)
    desk.say_checkable(page)
    row.get_by_text("Coverage, groups, note").click()
    expect(row.get_by_label("Opened text that contains it")).to_contain_text("Register of roads")


def test_hints_in_every_state_are_for_everybody(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(409)
    page = _at_desk(visitors, world)
    page.keyboard.press("h")
    expect(_button(page)).to_be_focused()
    found = scan(page, "hints")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="The source")).to_be_focused()
    found += scan(page, "a source at a passage")
    hinting.switch(world, hints=False)
    page.get_by_role("button", name="Hints").click()
    expect(page.get_by_role("alert")).to_contain_text("Hints are switched off in this set.")
    found += scan(page, "hints switched off")
    assert found == []


def _at_desk(visitors: Visitors, world: World, *, hints: bool = True, scripts: bool = True) -> Page:
    hinting.open_claim(world)
    hinting.close(world, hinting.decide_elsewhere(world))
    hinting.switch(world, hints=hints)
    page = visitors.log_in("ann", scripts=scripts)
    page.goto(world.at("/desk/#1"))
    if scripts:
        # The script is there once the keys are.
        expect(page.locator("#hand-in")).to_have_attribute("aria-keyshortcuts", "Enter")
    return page


def _hints(page: Page) -> Locator:
    return page.locator("#shown-hints")


def _button(page: Page) -> Locator:
    return page.get_by_role("button", name="Open source at this passage").first


def _chosen(page: Page) -> list[str]:
    """All that is chosen or written in the form, but for what the script notes on its own."""
    fields: list[str] = page.evaluate(
        """() => [...new FormData(document.getElementById("judgement"))]
            .filter(([name]) => !["verdict_first", "version", "unanswered"].includes(name))
            .map(([name, value]) => `${name}=${value}`)"""
    )
    return fields
