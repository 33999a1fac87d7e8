"""A reviewer reads how far annotators agree, and goes from a number to its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.world import judgement

if TYPE_CHECKING:
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
    page.get_by_role("link", name="All figures").click()
    picture = page.get_by_role("group", name="Which label is taken for which")
    cell = picture.get_by_role("link", name="Where one said “Refuted”, another said “Supported”")
    expect(cell).to_contain_text("100%")
    page.get_by_text("As a table").click()
    expect(page.get_by_role("row", name="Refuted Supported 100%")).to_be_visible()
    cell.click()
    expect(page.get_by_role("listitem")).to_have_text(["the road was closed"])
    page.get_by_role("link", name="Annotators").click()
    expect(page.get_by_role("row", name="Ann ann 2")).to_be_visible()
    page.get_by_role("link", name="bob and ann: the same verdict on 50% of 2").click()
    expect(page.get_by_role("heading", name="Where bob and ann differ")).to_be_visible()
    expect(page.get_by_text("No claim on which they differ is decided yet.")).to_be_visible()
    world.decide("rita", 2)
    page.reload()
    page.get_by_role("link", name="the road was closed").click()
    expect(page.get_by_role("columnheader", name="Reader A").first).to_be_visible()
