"""Evidence: sources are brought in beside the claim, and a passage is linked by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import EvidenceLink, Passage, Snapshot
from tests.browser import desk
from tests.browser.accessibility import scan
from tests.browser.sources_at_desk import (
    add_source,
    at_desk,
    kept_passage,
    paste,
    source_tab,
    source_text,
)
from tests.browser.visitors import file
from tests.fetching.files import article, pdf
from tests.fetching.server import page as answer
from tests.fetching.server import serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from annotator.fetching import Rules
    from tests.browser.visitors import Visitors
    from tests.fetching.server import Server
    from tests.world import World

pytestmark = pytest.mark.browser

NEWS = "العربية עברית 🚢 Limanda heç kim xəsarət almayıb."
SCRIPTS = "العربية עברית 🚢👩‍👩‍👧 Limanda heç kim xəsarət almayıb."
COUNT = "The society counted forty-one people at the gate."
TREATED = "Nobody was treated at the clinic, and forty-one ships waited outside of the breakwater."


@pytest.fixture
def server() -> Iterator[Server]:
    """A newspaper of our own; at /count it has a short text."""

    def give(connected: socket.socket, path: str) -> None:
        news = answer(article(NEWS), Content_Type="text/html")
        (answer(COUNT.encode()) if path == "/count" else news)(connected, path)

    with serving(give) as newspaper:
        yield newspaper


@pytest.fixture
def rules(server: Server) -> Rules:
    """The worker may open the newspaper."""
    return server.rules


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_a_page_is_fetched_and_a_sentence_of_it_is_linked_by_keys(
    visitors: Visitors, world: World, server: Server
) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    page.get_by_label("Address", exact=True).and_(page.locator("#page")).fill(server.address + "/x")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fetching the page…")).to_be_visible()
    expect(source_text(page)).to_be_focused()
    expect(source_text(page)).to_contain_text(NEWS)
    expect(page.locator(".document-part")).to_be_hidden()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        if _selected(page) == TREATED:
            break
    assert _selected(page) == TREATED
    page.keyboard.press("v")
    expect(page.locator("#passage-said")).to_contain_text("Source 1: supports, “Nobody was")
    row = desk.source(page, 1)
    desk.see_linked(page, 1, "Supports", "Nobody was treated at the clinic")
    expect(row.get_by_label("Passage, quoted exactly")).to_be_hidden()
    expect(source_tab(page, "Harbour open again")).to_have_accessible_name(
        "Harbour open again Source 1 supports"
    )
    expect(row.locator(".folded-origin")).to_have_text(
        "Source 1 · Harbour open again · Orlest Courier · 2025-12-05 · group 1"
    )
    desk.conclude(page, "Supported", "The paper says so.")
    desk.submit(page)
    desk.see_the_end(page)
    passage = kept_passage(world)
    assert (passage.exact, passage.snapshot_id) == (TREATED, world.nth(Snapshot))
    with world.reading() as session:
        (link,) = session.scalars(select(EvidenceLink))
    assert (link.title, link.publisher) == ("Harbour open again", "Orlest Courier")


@pytest.mark.usefixtures("worker")
def test_a_whole_claim_with_two_sources_takes_twelve_keys(
    visitors: Visitors, world: World, server: Server
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    sources = {"/news": "Nobody was treated", "/count": "forty-one"}
    pressed = desk.judge_by_keys(page, {server.address + path: sources[path] for path in sources})
    desk.see_the_end(page)
    assert pressed <= 12
    with world.reading() as session:
        found = session.scalars(select(Passage.exact).order_by(Passage.id)).all()
    assert found == ["Nobody was treated", "forty-one"]
    assert [judged.confidence for judged in desk.judgements(world)] == [4]


def test_a_passage_behind_other_scripts_and_across_paragraphs_is_the_one_selected(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    paste(page, f"{SCRIPTS}\n\n{SCRIPTS} It is open.\n\nNobody came. The rest.")
    desk.select_words(page, "It is open.", "Nobody came.")
    page.get_by_role("button", name="contradicts").click()
    desk.see_linked(page, 1, "Contradicts", "It is open. Nobody came.”")
    desk.conclude(page, "Refuted", "The bulletin says so.")
    desk.submit(page)
    desk.see_the_end(page)
    passage = kept_passage(world)
    assert passage.exact == "It is open.\n\nNobody came."
    assert passage.start == 2 * len(SCRIPTS) + 3
    assert str(passage.suffix) == " The rest."


def test_nothing_covers_the_ring_around_a_source_that_has_the_focus(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    paste(page, "\n\n".join(f"On day {day} the harbour was open." for day in range(60)))
    page.keyboard.press("ArrowRight")
    expect(source_text(page)).to_be_focused()
    ring, room = page.evaluate(
        """() => {
            const text = document.querySelector(".source-text");
            const style = getComputedStyle(text);
            const bar = document.querySelector(".passage").getBoundingClientRect();
            return [
                parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset),
                bar.top - text.getBoundingClientRect().bottom,
            ];
        }"""
    )
    assert 0 < ring <= room


def test_three_keys_link_a_second_passage_and_a_row_can_be_changed(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    paste(page, "Nobody came. The harbour is open. The crane follows.")
    for keys in (("ArrowRight", "v"), ("ArrowRight", "Shift+ArrowRight", "i")):
        for key in keys:
            page.keyboard.press(key)
    desk.see_linked(page, 2, "Irrelevant", "The harbour is open. The")
    page.keyboard.press("d")
    expect(page.get_by_role("article", name="The document")).to_be_visible()
    row = desk.source(page, 2)
    row.get_by_role("button", name="Edit source 2").click()
    expect(row.get_by_label("Passage, quoted exactly")).to_be_focused()
    row.get_by_text("Coverage, groups, note").click()
    row.get_by_label("Group", exact=True).fill("2")
    row.get_by_label("Covers").select_option(label="Part of the claim")
    row.get_by_label("Passage, quoted exactly").fill("The crane  follows.")
    desk.conclude(page, "Supported", "The bulletin says so.")
    desk.submit(page)
    desk.see_the_end(page)
    with world.reading() as session:
        found = session.scalars(select(Passage.exact).order_by(Passage.id)).all()
        links = session.scalars(select(EvidenceLink).order_by(EvidenceLink.position)).all()
    assert found == ["Nobody came.", "The crane follows."]
    assert [(link.set_number, link.coverage) for link in links] == [(1, "full"), (2, "partial")]


def test_a_passage_that_stands_in_two_places_is_for_the_person(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    paste(page, "Nobody came. Then nobody left. Nobody came.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("v")
    row = desk.source(page, 1)
    row.get_by_role("button", name="Edit source 1").click()
    row.get_by_label("Passage, quoted exactly").fill("body")
    desk.conclude(page, "Supported", "The bulletin says so.")
    desk.submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Fix or explain 1 problem below")
    expect(desk.source(page, 1)).to_contain_text("stands in 3 places of the stored copy")
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    row = desk.source(page, 1)
    if row.get_by_role("button", name="Edit source 1").is_visible():
        row.get_by_role("button", name="Edit source 1").click()
    row.get_by_label("Passage, quoted exactly").fill("Then nobody left.")
    desk.submit(page)
    desk.see_the_end(page)
    assert kept_passage(world).exact == "Then nobody left."


@pytest.mark.usefixtures("worker")
def test_files_are_read_and_what_cannot_be_says_what_to_do(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(404)
    page = at_desk(visitors, world)
    for name, data, said in (
        ("bulletin.pdf", pdf("Nobody was treated on Friday."), "Nobody was treated on Friday."),
        ("scan.pdf", pdf(""), "holds pictures of its pages and no text. Paste the text"),
    ):
        add_source(page)
        page.get_by_text("Upload a file").click()
        page.get_by_label("HTML, PDF or text file").set_input_files(file(name, data))
        page.get_by_role("button", name="Upload file").click()
        expect(page.locator(".text-part")).to_contain_text(said)
        expect(source_tab(page, name)).to_have_attribute("aria-current", "true")


@pytest.mark.usefixtures("worker")
def test_an_address_that_may_not_be_opened_is_refused_with_a_way_out(
    visitors: Visitors, world: World, server: Server
) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    for address, said in (
        ("not an address", "is not the address of a page"),
        (f"http://[::1]:{server.port}/", "leads into a private network, so it was not opened"),
    ):
        page.locator("#page").fill(address)
        page.get_by_role("button", name="Fetch page").click()
        expect(page.locator(".text-part")).to_contain_text(said)
    assert server.visits == []
    page.get_by_role("link", name="Paste or upload the text").click()
    expect(page.get_by_role("heading", name="Add a source")).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_an_address_with_a_mistake_is_corrected_and_tried_again_in_its_place(
    visitors: Visitors, world: World, server: Server
) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    wrong = f"http://[::1]:{server.port}/count"
    page.locator("#page").fill(wrong)
    page.get_by_role("button", name="Fetch page").click()
    expect(page.locator(".text-part")).to_contain_text("The page could not be fetched")
    expect(page.locator("#page")).to_have_value(wrong)
    for address in ("nowhere", f"{server.address}/count"):
        page.locator("#page").fill(address)
        page.get_by_role("button", name="Try again").or_(
            page.get_by_role("button", name="Fetch page", exact=True)
        ).click()
        if address == "nowhere":
            expect(page.locator(".text-part")).to_contain_text("is not the address of a page")
    expect(source_text(page)).to_contain_text("forty-one people")
    expect(page.locator(".source-tab")).to_have_count(1)
    page.reload()
    expect(page.locator(".source-tab")).to_have_count(1)


def test_a_server_that_is_away_loses_nothing_that_was_typed(
    visitors: Visitors, world: World
) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    page.get_by_text("Paste text").click()
    page.get_by_label("Text", exact=True).fill("Nobody came.")
    page.route("**/sources**", lambda route: route.abort())
    page.route("**/sources/text", lambda route: route.abort())
    for _ in range(2):
        page.get_by_role("button", name="Save text").click()
        expect(page.get_by_role("alert")).to_contain_text("Your text is kept here.")
    button = page.get_by_role("button", name="Save text").bounding_box()
    said = page.get_by_role("alert").bounding_box()
    assert button
    assert said
    assert 0 <= said["y"] - (button["y"] + button["height"]) < 40
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Text", exact=True)).to_have_value("Nobody came.")
    source_tab(page, "Document").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    source_tab(page, "+ Source").click()
    expect(page.get_by_role("alert")).to_have_text("The server did not answer. Try again.")
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    visitors.complaints.clear()


@pytest.mark.usefixtures("worker")
def test_every_state_of_a_source_is_for_everybody(visitors: Visitors, world: World) -> None:
    page = at_desk(visitors, world)
    add_source(page)
    found = scan(page, "add a source")
    page.locator("#page").fill("nowhere")
    page.get_by_role("button", name="Fetch page").click()
    expect(page.locator("#page")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Search documents and opened sources").fill("civilians")
    page.keyboard.press("Enter")
    expect(page.locator(".m-hit").first).to_be_visible()
    found += scan(page, "sources found")
    page.locator("#page").fill("http://127.0.0.1:1/")
    page.get_by_role("button", name="Fetch page").click()
    expect(page.locator(".text-part")).to_contain_text("The page could not be fetched")
    found += scan(page, "source refused")
    paste(page, f"{SCRIPTS} Nobody came.\n\nשלום.")
    page.keyboard.press("ArrowRight")
    found += scan(page, "source with a passage selected")
    desk.select_words(page, "Nobody", "came.")
    page.keyboard.press("c")
    desk.see_linked(page, 1, "Contradicts", "Nobody")
    found += scan(page, "passage linked")
    page.goto(world.at("/desk/#1/sources/#2"))
    found += scan(page, "source on a page of its own")
    assert found == []


def _selected(page: Page) -> str:
    return str(page.evaluate("String(getSelection())"))
