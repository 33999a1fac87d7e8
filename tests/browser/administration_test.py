"""An administrator makes people and sets, and closes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import give_name_and_password

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

SECRET = "correct horse battery"


def test_a_new_account_is_made_and_its_person_comes_in(visitors: Visitors) -> None:
    page = visitors.log_in("adam")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Create account").click()
    expect(page.get_by_role("heading", name="Create account")).to_be_visible()
    page.get_by_label("User name").fill("dora")
    page.get_by_label("Display name", exact=True).fill("Dora Vell")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("Choose at least one role.")).to_be_visible()
    expect(page.get_by_label("User name")).to_have_value("dora")
    page.get_by_label("Annotator").check()
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Invitation of Dora Vell")).to_be_visible()
    link = page.get_by_label("Invitation link").input_value()

    new = visitors.arrive()
    new.goto(link)
    expect(new.get_by_text("Welcome, Dora Vell.")).to_be_visible()
    _type_password(new, "short", "short")
    expect(new.get_by_text("A password needs at least 12 characters.")).to_be_visible()
    _type_password(new, "password1234", "password1234")
    expect(new.get_by_text("This password is on a list of common passwords.")).to_be_visible()
    _type_password(new, SECRET, SECRET)
    expect(new.get_by_text("Password set. You are logged in.")).to_be_visible()
    expect(new.locator("summary", has_text="Dora Vell")).to_be_visible()
    expect(new.get_by_role("link", name="People")).to_have_count(0)

    again = visitors.arrive()
    again.goto("/")
    give_name_and_password(again, "dora", SECRET)
    expect(again.locator("summary", has_text="Dora Vell")).to_be_visible()


def _type_password(page: Page, password: str, repeated: str) -> None:
    page.get_by_label("Password, at least").fill(password)
    page.get_by_label("Password again").fill(repeated)
    page.get_by_role("button", name="Set password and log in").click()


def test_an_account_that_is_closed_is_out_at_once(visitors: Visitors) -> None:
    ann, page = visitors.log_in("ann"), visitors.log_in("adam")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Ann").click()
    expect(page.get_by_role("heading", name="Ann")).to_be_visible()
    expect(page.get_by_label("Annotator")).to_be_checked()
    page.get_by_label("Can log in").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Changes saved: Ann.")).to_be_visible()
    ann.get_by_role("link", name="Documents").click()
    expect(ann.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_set_is_made_with_overlap_scheme_and_guideline(visitors: Visitors) -> None:
    page = visitors.log_in("adam")
    page.get_by_role("link", name="Create set").click()
    page.get_by_label("Name", exact=True).fill("Elections")
    page.get_by_label("Description").fill("Claims of the campaign.")
    page.get_by_label("Annotators per claim").fill("3")
    page.get_by_label("Label scheme").select_option("three_way")
    page.get_by_label("Guideline, in Markdown").fill(
        "# Be fair\n\nJudge **what was said**. <script>alert(1)</script> [x](javascript:alert(1))"
    )
    page.get_by_role("button", name="Create set").click()
    expect(page.get_by_text("Set created.")).to_be_visible()
    expect(page.get_by_text("3 annotators per claim")).to_be_visible()
    expect(page.get_by_text("Labels: Three labels, version 1")).to_be_visible()
    page.get_by_role("link", name="Guideline, version 1").click()
    expect(page.get_by_role("heading", name="Be fair")).to_be_visible()
    expect(page.locator("strong")).to_have_text("what was said")
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(page.get_by_role("link", name="x", exact=True)).to_have_count(0)


def test_a_name_that_is_taken_is_refused_at_its_field(visitors: Visitors) -> None:
    page = visitors.log_in("adam")
    page.get_by_role("link", name="Create set").click()
    page.get_by_label("Name", exact=True).fill("Verania")
    page.get_by_label("Guideline, in Markdown").fill("Read slowly.")
    page.get_by_role("button", name="Create set").click()
    expect(page.get_by_text("There is a set “Verania” already.")).to_be_visible()
    expect(page.get_by_label("Guideline, in Markdown")).to_have_value("Read slowly.")


def test_a_closed_set_gives_out_no_claims(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(409)
    world.import_statements()
    ann, page = visitors.log_in("ann"), visitors.log_in("adam")
    page.get_by_role("link", name="Verania").click()
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_label("State")).to_have_value("open")
    page.get_by_label("State").select_option(label="Closed")
    page.get_by_label("Guideline, in Markdown").fill("Be fair, and quick.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("it takes no more judgements")).to_be_visible()
    expect(page.get_by_role("link", name="Guideline, version 2")).to_be_visible()

    ann.get_by_role("button", name="Start judging").click()
    expect(ann.get_by_text("is closed: it takes no more judgements")).to_be_visible()
    ann.get_by_role("link", name="Go to Home").click()
    expect(ann.get_by_text("closed")).to_be_visible()
    expect(ann.get_by_role("button", name="Start judging")).to_have_count(0)
