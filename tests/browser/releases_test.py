"""A reviewer releases a set, with scripts and without, and everybody can read what went out."""

from __future__ import annotations

from pathlib import Path
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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_set_is_released_and_its_files_are_taken_home(
    visitors: Visitors, world: World, *, scripts: bool
) -> None:
    _judged(world)
    page = visitors.log_in("rita", scripts=scripts)
    page.get_by_role("link", name="Verania").click()
    page.get_by_role("link", name="Releases").click()
    expect(page.get_by_text("This set has no release yet")).to_be_visible()
    page.get_by_label("one label leads by a margin of votes").check()
    page.get_by_role("spinbutton").fill("0")
    page.get_by_label("Include claims that cite").check()
    page.get_by_role("button", name="Create release").click()
    expect(page.get_by_text("The margin is a number of votes from 1 to 50.")).to_be_visible()
    expect(page.get_by_label("Include claims that cite")).to_be_checked()
    page.get_by_role("spinbutton").fill("2")
    page.get_by_role("button", name="Create release").click()
    expect(page.get_by_role("heading", name="Release 1")).to_be_visible()
    expect(page.get_by_text("majority by 2 votes")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="release-1.jsonl").click()
    assert "the harbour was open" in Path(download.value.path()).read_text()


def test_releases_are_for_everybody(visitors: Visitors, world: World) -> None:
    _judged(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/sets/#1/releases"))
    found = scan(page, "no release yet")
    page.get_by_role("button", name="Create release").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "no claim fits")
    for disputed in (world.nth(SetClaim, 2), None):
        page.goto(world.at("/sets/#1/releases"))
        page.get_by_label("Include claims that cite").check()
        page.get_by_role("button", name="Create release").click()
        expect(page.get_by_role("heading", name="Basis of the labels")).to_be_visible()
        if disputed is not None:
            world.decide("rita", disputed)
    found += scan(page, "release with differences")
    page.goto(world.at("/sets/#1/releases"))
    found += scan(page, "releases")
    assert found == []


def _judged(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name)
        world.judge(name, judgement(verdict))
