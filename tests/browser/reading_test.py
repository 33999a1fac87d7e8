"""Texts with highlights: screen readers say what each is, and a copied text is the text alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.models import Document
from annotator.records import QuoteInput
from annotator.terms import Stance
from tests.browser import desk
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

SOURCE = "Bulletin 5.\n\nForty-one people were treated on Friday. Nobody died."
CITED = "Forty-one people were treated on Friday."
#: Selects the paragraphs of a text, from the first letter to the last.
SELECT = """text => {
  const paragraphs = text.querySelectorAll("[data-start]");
  const last = paragraphs[paragraphs.length - 1];
  getSelection().setBaseAndExtent(paragraphs[0], 0, last, last.childNodes.length);
}"""


def test_a_document_copied_from_the_desk_or_its_page_is_the_document(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    with world.reading() as session:
        text = session.get_one(Document, world.nth(Document)).text
    page = visitors.log_in("ann")
    desk.start(page)
    assert _copied(page, "main article") == _words(text)
    assert _told(page) == [
        "speaker: President Ada Maro",
        "cue: said that",
        f"the claim: {desk.FIRST}",
    ]
    page.goto(world.at("/documents/#1"))
    assert _copied(page, "main article") == _words(text)
    # No claim is in focus, so none is marked.
    assert _told(page) == []


def test_a_source_copied_from_the_desk_or_the_review_is_the_source(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    for name, stance in (("ann", Stance.SUPPORTS), ("bob", Stance.CONTRADICTS)):
        assignment_id = world.take(name)
        assert assignment_id is not None
        link = evidence(stance, anchor=QuoteInput(world.paste(name, assignment_id, SOURCE)))
        verdict = "supported" if stance is Stance.SUPPORTS else "refuted"
        world.judge(name, judgement(verdict, evidence=(link,)))
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("Show the text stored").click()
    assert _copied(page, ".copy") == _words(SOURCE)
    assert f"cited passage: {CITED}" in " ".join(_told(page))
    page.get_by_role("link", name="Open the whole text").click()
    assert _copied(page, "main article") == _words(SOURCE)


def _copied(page: Page, text: str) -> list[str]:
    """Return the words that Ctrl+C puts on the clipboard when all of a text is selected."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator(text)).to_be_visible()
    page.locator(text).evaluate(SELECT)
    page.keyboard.press("Control+c")
    return _words(page.evaluate("navigator.clipboard.readText()"))


def _words(text: str) -> list[str]:
    return text.split()


def _told(page: Page) -> list[str]:
    """Return the highlights that have a name, as a screen reader says them."""
    lines = page.locator("main").aria_snapshot().splitlines()
    told = (re.fullmatch(r'\s*- mark: "?(.+?: .+?)"?', line) for line in lines)
    return [found[1] for found in told if found]
