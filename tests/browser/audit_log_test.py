"""A reviewer looks up who did what, with scripts and without, and everybody can read the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import scan
from tests.world import judgement

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_reviewer_finds_who_decided_on_a_claim(
    visitors: Visitors, world: World, *, scripts: bool
) -> None:
    _decided(world)
    page = visitors.log_in("rita", scripts=scripts)
    page.get_by_role("link", name="Audit log").click()
    expect(page.get_by_role("row").filter(has_text="Set created")).to_have_count(1)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Action", exact=True).select_option("Decision made")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("row").filter(has_text="Decision made")).to_have_count(1)
    chosen = page.get_by_role("group", name="Filters")
    expect(chosen).to_contain_text("ActionDecision made")
    page.get_by_text("Show changes").click()
    expect(page.get_by_text("The hospital's log settles it.")).to_be_visible()
    page.get_by_role("link", name="the harbour was open").click()
    expect(page.get_by_role("heading", name="Audit log of this claim")).to_be_visible()
    submitted = page.get_by_role("row").filter(has_text="Judgement submitted")
    expect(submitted.filter(has_text="Ann")).to_be_visible()


def test_the_trail_is_for_everybody(visitors: Visitors, world: World) -> None:
    _decided(world)
    page = visitors.log_in("rita")
    page.goto("/audit-log")
    page.get_by_text("Show changes").first.click()
    page.get_by_text("Filter", exact=True).click()
    found = scan(page, "trail")
    page.goto("/audit-log?since=9999")
    found += scan(page, "trail, nothing found")
    page.goto("/audit-log?since=yesterday&claim=first")
    found += scan(page, "trail, filters with errors")
    page.goto(world.at("/claims/#1"))
    found += scan(page, "claim with its trail")
    assert found == []


def _decided(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    world.decide("rita")
