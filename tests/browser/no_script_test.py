"""The way from the log-in to a submitted judgement where JavaScript is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from annotator.models import Claim, EvidenceLink
from tests.browser import desk
from tests.browser.visitors import file, give_name_and_password

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

FIRST, SECOND = "no harm had been done to civilians", "the harbour was open"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_judgement_on_two_sources_is_submitted_without_scripts(
    visitors: Visitors, world: World, width: int
) -> None:
    world.import_statements(FIRST, SECOND)
    page = visitors.arrive(scripts=False, width=width)
    page.goto("/")
    give_name_and_password(page, "ann")
    desk.start(page)
    expect(desk.claim_on_desk(page)).to_have_text(FIRST)
    page.get_by_role("link", name="Go to the claim").click()
    expect(page.locator("#claim")).to_be_in_viewport()
    desk.judge(page)
    desk.add_source(page)
    expect(desk.source(page, 2)).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(desk.source(page, 1).get_by_label("Title")).to_have_value("Bulletin 5")
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    desk.link_source(
        page, 2, stance="irrelevant", quote="Ask the mayor.", url="https://town.example/hall"
    )
    desk.submit(page)
    expect(page.get_by_text("Judgement saved.")).to_be_visible()
    expect(desk.claim_on_desk(page)).to_have_text(SECOND)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(EvidenceLink)) == 2


@pytest.mark.parametrize("width", [1280, 390])
def test_the_document_opens_at_the_claim_and_the_page_at_its_top(
    visitors: Visitors, world: World, width: int
) -> None:
    roads = [f"the road to Orlest was closed on day {day}" for day in range(60)]
    facts = (*roads[:40], FIRST, *roads[40:])
    world.import_statements(*facts, claim_set_id=world.make_set("All"))
    with world.reading() as session:
        claim_id = session.scalars(select(Claim.id).where(Claim.text == FIRST)).one()
    world.add_to_set(claim_id)
    page = visitors.log_in("ann", scripts=False, width=width)
    page.get_by_role("button", name="Start judging: Verania").click()
    expect(desk.claim_on_desk(page)).to_have_text(FIRST)
    expect(page.locator("#claim")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Claimbook")).to_be_in_viewport()


def test_enter_in_a_field_submits_and_does_not_add_a_source(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(FIRST)
    page = visitors.log_in("ann", scripts=False)
    desk.start(page)
    desk.judge(page)
    desk.source(page, 1).get_by_label("Title").press("Enter")
    expect(page.get_by_role("heading", name="No claim is left for you")).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_an_import_is_followed_without_scripts(visitors: Visitors) -> None:
    page = visitors.log_in("ed", scripts=False)
    page.goto("/imports/new")
    page.get_by_label("Files").set_input_files([file("a.txt", b"The minister left on Friday.")])
    page.get_by_role("button", name="Upload files").click()
    _reload_until_it_rests(page)
    page.get_by_role("button", name="Import 1 text").click()
    _reload_until_it_rests(page)
    expect(page.get_by_text("1 of 1 document read")).to_be_visible()


def _reload_until_it_rests(page: Page) -> None:
    while page.get_by_role("link", name="Reload").count():
        page.get_by_role("link", name="Reload").click()
