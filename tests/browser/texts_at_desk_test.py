"""Texts of documents at the desk: hostile, in other scripts, long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.models import Claim
from tests.browser import desk

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


def test_a_text_that_holds_scripts_and_turned_letters_is_shown_as_text(
    visitors: Visitors, world: World
) -> None:
    hostile = "the page held <script>alert(1)</script> and \u202ehidden\u202c <b>words"
    world.import_statements(hostile)
    page = visitors.log_in("ann")
    desk.start(page)
    expect(desk.claim_on_desk(page)).to_have_text(hostile)
    expect(page.locator(".m-claim")).to_contain_text(hostile)
    expect(page.locator("main script, .read b, .claim-text b")).to_have_count(0)
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name="A statement").click()
    # In the text, and in the list of candidates.
    expect(page.get_by_role("link").filter(has_text=hostile)).to_have_count(2)
    expect(page.locator("main script, main b")).to_have_count(0)


def test_the_claim_is_marked_right_after_emoji_arabic_and_azerbaijani(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(
        "the flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and 👩‍👩‍👧‍👦 were shown",
        "قال الرئيس إن الميناء مفتوح",
        "Bakı şəhərində İşıq söndü e\u0301",
        desk.SECOND,
    )
    page = visitors.log_in("ann")
    desk.start(page)
    for _ in range(3):
        desk.skip(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(page.locator(".m-claim")).to_have_text(f"{desk.SECOND}")


def test_a_long_text_opens_at_the_claim(visitors: Visitors, world: World) -> None:
    facts = [f"street number {number} of the old town was closed" for number in range(60)]
    world.import_statements(*facts, desk.SECOND, claim_set_id=world.make_set("Long"))
    world.add_to_set(world.nth(Claim, 61))
    page = visitors.log_in("ann", width=390)
    page.get_by_role("button", name="Start judging: Verania").click()
    expect(page.locator("#claim")).to_be_in_viewport()
