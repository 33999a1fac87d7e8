"""An editor goes through the candidates of a document by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.edit_kinds import EditKind
from annotator.models import Claim, ClaimEdit
from tests.world import with_insertion

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

FACTS = ("she opened the hall", "the road was closed", "the bell rang", "the dam held")


def test_a_pass_by_keyboard_saves_each_decision_without_loading_the_page_again(
    visitors: Visitors, world: World
) -> None:
    page = _open(visitors, world)
    page.evaluate("document.body.dataset.same = 'yes'")
    page.keyboard.press("o")
    expect(_row(page, "Ada Maro opened the hall")).to_contain_text("reworded")
    expect(_here(page)).to_contain_text("the road was closed")
    page.keyboard.press("Enter")
    expect(_here(page)).to_contain_text("the bell rang")
    expect(_row(page, "the road was closed")).to_contain_text("kept")
    page.keyboard.press("s")
    page.get_by_label("The claims, one per line").fill("the bell rang once\nthe bell rang twice")
    page.keyboard.press("Control+Enter")
    expect(_here(page)).to_contain_text("the dam held")
    page.keyboard.press("x")
    expect(page.get_by_role("status").filter(has_text="Candidate dropped.")).to_be_visible()
    expect(_rows(page)).to_have_count(4)
    page.keyboard.press("z")
    expect(_rows(page)).to_have_count(5)
    expect(_here(page)).to_contain_text("the dam held")
    page.keyboard.press("p")
    page.get_by_label("Speaker").fill("Rolf Tarro")
    page.keyboard.press("Enter")
    expect(_row(page, "the dam held")).to_contain_text("Rolf Tarro")
    assert page.evaluate("document.body.dataset.same") == "yes"
    with world.reading() as session:
        kinds = session.scalars(
            select(ClaimEdit.kind).where(ClaimEdit.undone_at.is_(None)).order_by(ClaimEdit.id)
        ).all()
    assert kinds == [EditKind.REWORDED, EditKind.KEPT, EditKind.SPLIT, EditKind.SPEAKER]


def test_the_row_in_focus_and_its_words_in_the_text_light_each_other(
    visitors: Visitors, world: World
) -> None:
    page = _open(visitors, world)
    marked = page.locator(".m-claim")
    expect(marked).to_have_text("she opened the hall")
    page.keyboard.press("ArrowDown")
    expect(marked).to_have_text("the road was closed")
    page.get_by_role("region", name="Text").get_by_text("the dam held").click()
    expect(_here(page)).to_contain_text("the dam held")
    expect(marked).to_have_text("the dam held")
    page.keyboard.press("Space")
    expect(_here(page).get_by_role("checkbox")).not_to_be_checked()
    article = page.locator("article")
    page.keyboard.press("u")
    assert article.get_attribute("data-all") is not None
    page.keyboard.press("u")
    assert article.get_attribute("data-all") is None


def test_decisions_that_the_server_does_not_take_wait_and_are_sent_again(
    visitors: Visitors, world: World
) -> None:
    page = _open(visitors, world)

    def away(route: Route) -> None:
        route.fulfill(status=503, json={"message": "away"})

    page.route("**/candidates/**", away)
    visitors.expect_answers(503)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.unroute("**/candidates/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Candidate dropped.")).to_be_visible()
    expect(_rows(page)).to_have_count(3)
    with world.reading() as session:
        kinds = session.scalars(select(ClaimEdit.kind).order_by(ClaimEdit.id)).all()
    assert kinds == [EditKind.KEPT, EditKind.DROPPED]


def test_a_new_set_is_named_where_the_claims_are_added(visitors: Visitors, world: World) -> None:
    page = _open(visitors, world)
    expect(page.get_by_label("Named")).to_be_hidden()
    page.get_by_role("link", name="None", exact=True).click()
    page.get_by_role("checkbox", name="the bell rang").check()
    page.get_by_label("Into").select_option(label="New set…")
    page.get_by_label("Named").fill("Bells")
    page.get_by_role("button", name="Add claims").click()
    expect(page.get_by_text("1 claim added.")).to_be_visible()
    with world.reading() as session:
        assert session.scalar(select(Claim.text).where(Claim.text == "the bell rang"))


def _open(visitors: Visitors, world: World) -> Page:
    document_id = world.import_statements(
        *FACTS,
        in_set=False,
        changed=lambda found: with_insertion(found, "she", "Ada Maro"),
    )
    page = visitors.log_in("ed")
    page.goto(f"/documents/{document_id}")
    return page


def _rows(page: Page) -> Locator:
    return page.get_by_role("region", name="Candidate claims").get_by_role("listitem")


def _row(page: Page, words: str) -> Locator:
    return _rows(page).filter(has_text=words)


def _here(page: Page) -> Locator:
    return page.locator("li[aria-current]")
