"""Texts that a browser kept by the numbers that claims had before tokens are found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from annotator.models import Assignment
from tests.browser.typing_at_desk import begin_claim, why_field

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

WHY = "The bulletin says so."
#: What the version before tokens left, by the number of the claim.
LEAVE = """([kind, fields]) => {
    const mine = `claimbook/outbox/${document.querySelector("[data-person]").dataset.person}`;
    const key = kind === "begun" ? `${mine}/desk/4711/sources/text` : `${mine}/4711/before`;
    const entry = { key, kind, fields, at: Date.now() };
    if (kind !== "begun") Object.assign(entry, { assignment: "4711", address: "/desk/4711" });
    localStorage.setItem(key, JSON.stringify(entry));
}"""
LEFT = "Object.keys(localStorage).filter((key) => key.includes('/4711/'))"


def test_a_draft_that_was_never_saved_comes_back(visitors: Visitors, world: World) -> None:
    page = begin_claim(visitors, world)
    _leave(page, world, "draft", {"checkability": "checkable", "justification": WHY})
    expect(why_field(page)).to_have_value(WHY)
    assert page.evaluate(LEFT) == []


def test_a_text_that_was_begun_beside_the_claim_comes_back(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    _leave(page, world, "begun", {"text": WHY})
    page.locator("#new-source").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(WHY)
    assert page.evaluate(LEFT) == []


def test_a_judgement_waits_until_its_claim_is_in_the_page(visitors: Visitors, world: World) -> None:
    page = begin_claim(visitors, world)
    page.evaluate(LEAVE, ["judgement", [["justification", WHY]]])
    page.reload()
    expect(page.locator("#saving")).to_have_text("Nothing to save yet")
    assert len(page.evaluate(LEFT)) == 1


def _leave(page: Page, world: World, kind: str, fields: dict[str, str]) -> None:
    """The claim on screen was number 4711, and the browser has kept a text of it."""
    with world.writing() as session:
        number = world.nth(Assignment)
        change = update(Assignment).where(Assignment.id == number).values(former_number=4711)
        session.execute(change)
        session.commit()
    page.evaluate(LEAVE, [kind, list(map(list, fields.items()))])
    page.reload()
