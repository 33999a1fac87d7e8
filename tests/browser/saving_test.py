"""No typed text is lost: crashes, lost connections, ended sessions, two windows."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from annotator.models import Assignment
from annotator.operations.people import logins
from annotator.queries.desk.drafts import draft_of
from tests.browser import desk
from tests.browser.accessibility import scan
from tests.browser.typing_at_desk import begin_claim, saving_state, type_until_saved, why_field
from tests.browser.visitors import give_name_and_password
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

WHY = "The bulletin says so. 🚢 Gəmi, السفينة"

# No other way to see what a page says that is about to be replaced.
TELL_STATE = """
    new MutationObserver(([change]) => console.debug(change.target.textContent))
        .observe(document.getElementById("saving"), { childList: true })
"""


class Server:
    """The application at one address, which can be killed and started again."""

    def __init__(self, app: Flask) -> None:
        self._app, self._port = app, 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self._server = make_server("127.0.0.1", self._port, self._app, threaded=True)
        self._port = self._server.port
        poll = {"poll_interval": 0.02}
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs=poll)
        self._thread.start()

    def kill(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """A server of this test's own."""
    running = Server(app)
    yield running
    running.kill()


@pytest.fixture
def address(server: Server) -> str:
    """Where it answers."""
    return server.address


def test_what_is_typed_is_saved_by_itself_and_there_again(visitors: Visitors, world: World) -> None:
    page = begin_claim(visitors, world)
    expect(saving_state(page)).to_have_text("Nothing to save yet")
    desk.judge(page)
    desk.add_source(page)
    desk.source(page, 2).get_by_label("Passage, quoted exactly").fill("Half a")
    type_until_saved(page, WHY)
    page.reload()
    expect(why_field(page)).to_have_value(WHY)
    expect(desk.source(page, 1).get_by_label("Title")).to_have_value("Bulletin 5")
    expect(desk.source(page, 2).get_by_label("Passage, quoted exactly")).to_have_value("Half a")
    expect(page.get_by_role("radio", name="Supported")).to_be_checked()
    assert visitors.asked_before_leaving == 0


def test_a_page_that_was_drawn_before_the_last_change_was_saved_shows_it_all_the_same(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    desk.say_checkable(page)
    type_until_saved(page, "First thoughts.")
    saving = _held(page, "**/desk/*/draft")
    with page.expect_request("**/desk/*/draft"):
        why_field(page).fill(WHY)

    def draw_first(opening: Route) -> None:
        drawn = opening.fetch()
        with page.expect_console_message(lambda said: said.text.startswith("Saved ")):
            saving[0].continue_()
        opening.fulfill(response=drawn)

    page.evaluate(TELL_STATE)
    page.route(world.at("**/desk/#1"), draw_first)
    page.reload()
    expect(why_field(page)).to_have_value(WHY)
    assert _saved_why(world) == WHY


def test_the_server_is_killed_while_somebody_types_and_started_again(
    visitors: Visitors, world: World, server: Server
) -> None:
    visitors.expect_no_connection()
    page = begin_claim(visitors, world)
    desk.judge(page)
    expect(saving_state(page)).to_contain_text("Saved ")
    server.kill()
    why_field(page).fill(WHY)
    expect(_trouble(page)).to_have_text("Not saved yet. Your text is kept here. Trying again.")
    server.start()
    expect(saving_state(page)).to_contain_text("Saved ")
    expect(_trouble(page)).to_be_empty()
    assert _saved_why(world) == WHY


def test_a_crash_of_browser_and_server_loses_nothing(
    visitors: Visitors, world: World, server: Server
) -> None:
    visitors.expect_no_connection()
    page = begin_claim(visitors, world)
    desk.judge(page)
    expect(saving_state(page)).to_contain_text("Saved ")
    server.kill()
    why_field(page).fill(WHY)
    expect(_trouble(page)).to_contain_text("Not saved")
    context = page.context
    page.close(run_before_unload=False)
    server.start()
    again = context.new_page()
    again.goto(world.at("/desk/#1"))
    expect(why_field(again)).to_have_value(WHY)
    expect(saving_state(again)).to_have_text(re.compile(r"^Your text is back\. Saved \d\d:\d\d$"))
    assert _saved_why(world) == WHY


def test_two_minutes_without_a_connection_lose_nothing(visitors: Visitors, world: World) -> None:
    visitors.expect_no_connection()
    page = begin_claim(visitors, world)
    page.context.set_offline(True)
    desk.judge(page)
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(_unsent(page)).to_have_text("Judgements kept here, not saved yet: 1. Trying again.")
    _judge_and_submit(page)
    expect(_unsent(page)).to_contain_text("Judgements kept here, not saved yet: 2.")
    assert desk.judgements(world) == []
    page.context.set_offline(False)
    desk.see_the_end(page)
    assert len(desk.judgements(world)) == 2


def test_a_session_that_ends_while_somebody_types_keeps_every_word(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(400, 401)
    page = begin_claim(visitors, world)
    _log_out_behind_the_back(world)
    desk.judge(page)
    expect(_trouble(page)).to_contain_text("your session has ended. Your text is kept here.")
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(_unsent(page)).to_contain_text("Judgements kept here, not saved: 1.")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Log in in a new tab").first.click()
    give_name_and_password(opened.value, "ann")
    expect(opened.value).to_have_title("Home · Claimbook")
    expect(_unsent(page)).to_be_empty()
    (judged,) = desk.judgements(world)
    assert judged.justification == "The bulletin says so."


def test_what_one_person_left_in_a_browser_is_not_for_another(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(400, 401)
    page = begin_claim(visitors, world)
    _log_out_behind_the_back(world)
    desk.say_checkable(page, "Checkable")
    why_field(page).fill(WHY)
    expect(_trouble(page)).to_contain_text("your session has ended")
    other = page.context.new_page()
    other.goto("/login")
    give_name_and_password(other, "bob")
    desk.start(other)
    desk.say_checkable(other, "Checkable")
    expect(why_field(other)).to_have_value("")
    expect(_trouble(page)).to_contain_text("another person is logged in")
    assert _saved_why(world) is None


def test_whose_text_waits_while_somebody_else_is_logged_in_comes_in_again_and_it_is_saved(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(400, 401)
    page = begin_claim(visitors, world)
    _log_out_behind_the_back(world)
    desk.say_checkable(page, "Checkable")
    why_field(page).fill(WHY)
    other = page.context.new_page()
    other.goto("/login")
    give_name_and_password(other, "bob")
    expect(_trouble(page)).to_contain_text("another person is logged in")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Log in in a new tab").click()
    entrance = opened.value
    expect(entrance.get_by_role("heading", level=1)).to_have_text("Another person is logged in")
    assert scan(entrance, "somebody else is logged in") == []
    entrance.get_by_role("button", name="Log out and log in as ann").click()
    expect(entrance.get_by_label("User name")).to_have_value("ann")
    entrance.get_by_label("Password").fill(PASSWORD)
    entrance.get_by_role("button", name="Log in").click()
    expect(entrance).to_have_title("Home · Claimbook")
    expect(saving_state(page)).to_contain_text("Saved ")
    assert _saved_why(world) == WHY


def test_two_windows_on_one_claim_show_both_texts_and_lose_neither(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(409)
    page = begin_claim(visitors, world)
    desk.say_checkable(page, "Checkable")
    type_until_saved(page, "First thoughts.")
    second = page.context.new_page()
    second.goto(world.at("/desk/#1"))
    type_until_saved(second, "From the second window.")
    # Time for both changes before the first save, however busy the machine is.
    page.evaluate("document.documentElement.dataset.pace = 2")
    why_field(page).fill("From the first window.")
    desk.choose(page, "How sure?", "2")
    both = page.get_by_role("dialog", name="Two texts for one claim")
    expect(both).to_contain_text("From the first window.")
    expect(both).to_contain_text("From the second window.")
    both.get_by_role("group", name="Justification", exact=True).get_by_label(
        "From the other window"
    ).check()
    both.get_by_role("group", name="How sure?").get_by_label("From this window").check()
    both.get_by_role("button", name="Continue with this choice").click()
    expect(why_field(page)).to_have_value("From the second window.")
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()


def test_a_refused_judgement_is_seen_and_leads_back_while_the_next_is_there(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    desk.judge(page)
    desk.source(page, 1).get_by_label("Address").fill("nowhere")
    held = _held(page, world.at("**/desk/#1"))
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(page).to_have_url(re.compile(world.at("/desk/#2$")))
    expect(desk.claim_on_desk(page)).to_be_focused()
    desk.say_checkable(page, "Checkable")
    why_field(page).fill("Begun already.")
    held[0].continue_()
    expect(_unsent(page)).to_have_text("Judgements not saved: 1. Show claim")
    page.get_by_role("link", name="Show claim").click()
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    address = desk.source(page, 1).get_by_label("Address")
    expect(address).to_have_value("nowhere")
    address.fill("https://relief.example/bulletins/5")
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(why_field(page)).to_have_value("Begun already.")
    expect(_unsent(page)).to_be_empty()
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.reload()
    expect(why_field(page)).to_have_value("Begun already.")
    assert len(desk.judgements(world)) == 1


def test_a_refusal_comes_back_by_itself_when_nothing_was_begun(
    visitors: Visitors, world: World
) -> None:
    page = begin_claim(visitors, world)
    desk.say_checkable(page, "Checkable")
    desk.submit(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)


def _judge_and_submit(page: Page) -> None:
    desk.judge(page)
    desk.submit(page)


def _trouble(page: Page) -> Locator:
    return page.locator("#unsaved")


def _unsent(page: Page) -> Locator:
    return page.locator("#unsent")


def _held(page: Page, address: str) -> list[Route]:
    """The next request to an address, which stays here until it is let through."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(address, hold)
    return held


def _saved_why(world: World) -> str | None:
    with world.reading() as session:
        draft = draft_of(session, world.token(Assignment), world.people["ann"])
    return dict(draft.fields)["justification"] if draft else None


def _log_out_behind_the_back(world: World) -> None:
    with world.writing() as session:
        logins.log_out_everywhere(session, user_id=world.people["ann"])
        session.commit()
