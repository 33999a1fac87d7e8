"""A reviewer reads how far annotators agree, and goes from a number to its claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.models import SetClaim
from tests.browser.accessibility import scan
from tests.world import judgement

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

#: Numbers of an annotator; widths of a telephone and of a sheet of A4 between its margins.
FIGURES, NARROW, PAPER = 7, 390, 718


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
    page.get_by_role("link", name="Agreement", exact=True).click()
    picture = page.get_by_role("table", name="Label confusion")
    cell = picture.get_by_role(
        "link", name="100%: where one annotator chose “Refuted”, another chose “Supported”"
    )
    expect(cell).to_have_text("100%")
    expect(picture.get_by_role("row", name="Refuted 100%")).to_contain_text("100%")
    cell.click()
    expect(page.get_by_role("rowheader")).to_have_text(["the road was closed"])
    page.get_by_role("link", name="Annotators").click()
    expect(page.get_by_role("row", name=re.compile("^Ann ann .*2 "))).to_be_visible()
    page.get_by_role("link", name="0.00: bob and ann, same verdict on 50% of 2").click()
    expect(page.get_by_role("heading", name="Disagreements of bob and ann")).to_be_visible()
    expect(page.get_by_text("They disagree on no decided claim.")).to_be_visible()
    world.decide("rita", world.nth(SetClaim, 2))
    page.reload()
    page.get_by_role("link", name="the road was closed").click()
    expect(page.get_by_role("columnheader", name="Annotator A").first).to_be_visible()


def test_on_a_telephone_each_figure_of_an_annotator_is_named_and_none_is_cut(
    visitors: Visitors, world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    page = visitors.log_in("rita", width=390)
    page.goto(f"/sets/{world.claim_set_id}/agreement/annotators")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ann ann"))
    figures = row.locator("td.num")
    assert figures.count() == FIGURES
    for figure in figures.all():
        assert figure.evaluate("cell => getComputedStyle(cell, '::before').content") != "none"
        box = figure.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= NARROW
        assert figure.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
    assert scan(page, "annotators on a telephone") == []
    page.get_by_label("Agreement of Ann by week").click()
    expect(row).to_contain_text("0% of 1")


def test_on_paper_the_figures_keep_their_columns_and_the_controls_are_gone(
    visitors: Visitors, world: World
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    for ann, bob in (("supported", "supported"), ("refuted", "supported")):
        world.judge("ann", judgement(ann))
        world.judge("bob", judgement(bob))
    page = visitors.log_in("rita", width=PAPER)
    page.emulate_media(media="print")
    for part, table, head, row in (
        ("", "Agreement figures", "Claims", "Verdict"),
        ("/annotators", "Annotators", "Judged", "Ann ann"),
    ):
        page.goto(f"/sets/{world.claim_set_id}/agreement{part}")
        expect(page.get_by_role("navigation")).to_have_count(0)
        figures = page.get_by_role("table", name=table, exact=True)
        of_row = figures.get_by_role("row").filter(has=page.get_by_role("rowheader", name=row))
        below = of_row.get_by_role("cell", name="2", exact=True).first
        places = [
            found.bounding_box()
            for found in (figures.get_by_role("columnheader", name=head), below)
        ]
        assert places[0] is not None
        assert places[1] is not None
        assert abs(places[0]["x"] - places[1]["x"]) < 1, "each figure stands below its heading"
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def test_in_forced_colours_every_number_of_a_grid_is_readable(
    visitors: Visitors, world: World
) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    for ann, bob in (("supported", "supported"), ("refuted", "supported")):
        world.judge("ann", judgement(ann))
        world.judge("bob", judgement(bob))
    page = visitors.log_in("rita", dark=True)
    page.emulate_media(forced_colors="active")
    page.goto(f"/sets/{world.claim_set_id}/agreement")
    links = page.get_by_role("table", name="Label confusion").get_by_role("link")
    assert links.count() > 1
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    for link in links.all():
        assert link.evaluate("link => getComputedStyle(link).color") != paper
