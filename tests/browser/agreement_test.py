"""A reviewer reads how far annotators agree, and goes from a number to its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.models import SetClaim
from tests.browser.accessibility import scan
from tests.world import judgement

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_a_cell_of_a_picture_leads_to_its_claims_and_its_table_is_a_click_away(
    visitors: Visitors, world: World, width: int
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    for ann, bob in (("supported", "supported"), ("supported", "refuted")):
        world.judge("ann", judgement(ann))
        world.judge("bob", judgement(bob))
    page = visitors.log_in("rita")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/sets/{world.claim_set_id}")
    page.get_by_role("link", name="All agreement figures").click()
    picture = page.get_by_role("group", name="Label confusion")
    cell = picture.get_by_role(
        "link", name="Where one annotator chose “Refuted”, another chose “Supported”"
    )
    expect(cell).to_contain_text("100%")
    page.get_by_text("Show as table").click()
    expect(page.get_by_role("row", name="Refuted Supported 100%")).to_be_visible()
    cell.click()
    expect(page.get_by_role("listitem")).to_have_text(["the road was closed"])
    page.get_by_role("link", name="Annotators").click()
    expect(page.get_by_role("row", name="Ann ann 2")).to_be_visible()
    page.get_by_role("link", name="bob and ann: same verdict on 50% of 2").click()
    expect(page.get_by_role("heading", name="Disagreements of bob and ann")).to_be_visible()
    expect(page.get_by_text("They disagree on no decided claim.")).to_be_visible()
    world.decide("rita", world.nth(SetClaim, 2))
    page.reload()
    page.get_by_role("link", name="the road was closed").click()
    expect(page.get_by_role("columnheader", name="Annotator A").first).to_be_visible()


def test_on_a_telephone_a_table_that_goes_on_shows_it_and_keeps_its_names_in_view(
    visitors: Visitors, world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    page = visitors.log_in("rita", width=390)
    page.goto(f"/sets/{world.claim_set_id}/agreement/annotators")
    table = page.get_by_role("region", name="Annotators", exact=True)
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert _edge(page, table) != _paper(page, table)
    table.evaluate("table => table.scrollLeft = table.scrollWidth")
    assert _edge(page, table) == _paper(page, table), "there is no shade where the table ends"
    expect(table.get_by_role("rowheader", name="Ann ann")).to_be_in_viewport(ratio=1)
    assert scan(page, "a table that was scrolled") == []


def _edge(page: Page, table: Locator) -> bytes:
    """A few pixels at the right edge of a table, where nothing is written."""
    return _pixels(page, table, inside=5)


def _paper(page: Page, table: Locator) -> bytes:
    """As many beside it."""
    return _pixels(page, table, inside=-5)


def _pixels(page: Page, table: Locator, inside: int) -> bytes:
    box = table.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - inside, box["y"] + box["height"] - 6
    return page.screenshot(clip={"x": x, "y": y, "width": 3, "height": 3}, full_page=True)
