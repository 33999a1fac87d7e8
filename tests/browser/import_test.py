"""An editor brings texts in, sees what became of each, and puts claims into a set."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from tests.browser.visitors import file
from tests.importing import end_import

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import FilePayload, Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

HARBOUR = """outlet: Northern Herald
title: The harbour is working
url: https://herald.example/harbour
date: 2025-12-06

ORLEST, December 6 - President Ada Maro received the envoy of Ellmark on Saturday.

The President pointed out that no harm had been done to civilians and infrastructure.
"""
HARVEST = "The minister said that the harvest of the Tarn valley had doubled in 2025."
BROKEN = file("broken.txt", b"\x00\x01\x02 no text")


@pytest.mark.usefixtures("worker")
def test_an_editor_imports_texts_and_puts_their_claims_into_a_set(
    visitors: Visitors, world: World
) -> None:
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    _import(page, _text("harbour.txt", HARBOUR), _archive("december.zip"), BROKEN)
    expect(_row(page, "broken.txt").first).to_be_visible()
    _confirm(page)

    expect(page.get_by_role("heading", name="Import finished")).to_be_visible()
    expect(page.get_by_text("2 of 2 documents read")).to_be_visible()
    expect(page.get_by_role("heading", name="2 texts were not imported")).to_be_visible()
    expect(_row(page, "broken.txt")).to_contain_text("It is not a text file")
    expect(_row(page, "../escaped.txt")).to_contain_text("Its path climbs out of the archive")
    expect(page.get_by_role("link", name="harvest")).to_be_visible()

    page.get_by_role("link", name="The harbour is working").click()
    expect(page.get_by_text("Northern Herald · 6 Dec 2025")).to_be_visible()
    for harmed in ("civilians", "infrastructure"):
        claim = _line(page, f"no harm had been done to {harmed}")
        link = claim.get_by_role("link", name=f"no harm had been done to {harmed}")
        expect(link).to_have_text(f"no harm had been done to {harmed}")
        expect(claim).to_contain_text("Ada Maro")
    marked = "".join(page.locator(".m-other").all_inner_texts())
    assert "no harm had been done to civilians" in marked
    assert marked.endswith("infrastructure")

    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    for harmed in ("civilians", "infrastructure"):
        page.get_by_role("checkbox", name=f"no harm had been done to {harmed}").check()
    page.get_by_label("Into").select_option(label="Verania")
    page.get_by_role("button", name="Add claims").click()
    expect(page.get_by_text("2 claims added.")).to_be_visible()
    expect(
        page.get_by_role("link", name="no harm had been done to civilians", exact=True)
    ).to_be_visible()

    page.goto("/imports/new")
    _import(page, _text("again.txt", HARBOUR))
    expect(
        page.get_by_text("All texts are duplicates. There is nothing to import.")
    ).to_be_visible()
    expect(_row(page, "The harbour is working")).to_contain_text("duplicate")
    page.get_by_role("button", name="Cancel import").click()
    expect(page.get_by_role("heading", name="Import cancelled")).to_be_visible()


@pytest.mark.usefixtures("worker")
def test_the_claims_of_an_import_go_into_the_set_that_was_named(
    visitors: Visitors, world: World
) -> None:
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    _import(page, _text("harvest.txt", HARVEST))
    page.get_by_label("Outlet", exact=True).fill("Tarn Courier")
    page.get_by_label("Date", exact=True).fill("2025-12")
    page.get_by_label("Then into").select_option(label="Verania")
    _confirm(page)
    expect(page.get_by_role("heading", name="Import finished")).to_be_visible()
    page.get_by_role("link", name="Choose claims").click()
    page.get_by_role("button", name="Add ticked claims").click()
    expect(page.get_by_role("link", name=re.compile("^the harvest of the Tarn"))).to_be_visible()
    page.get_by_role("link", name="Documents").click()
    expect(_row(page, "harvest")).to_contain_text(re.compile(r"Tarn Courier\s*Dec 2025"))


def test_the_progress_is_shown_without_the_page_being_loaded_again(
    visitors: Visitors, world: World, request: pytest.FixtureRequest
) -> None:
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    _import(page, _text("harvest.txt", HARVEST))
    expect(page.get_by_role("heading", name="Files are being read")).to_be_visible()
    run_waiting(world.database, PREVIEW_HERE)
    _confirm(page)
    expect(page.get_by_role("heading", name="Import in progress")).to_be_visible()
    end_import(world)
    expect(page.get_by_text("0 of 1 document read")).to_be_visible()
    page.get_by_role("link", name="harvest").focus()
    request.getfixturevalue("worker")
    expect(page.get_by_text("1 of 1 document read")).to_be_visible()
    expect(page.get_by_role("heading", name="Import finished")).to_be_visible()
    expect(page.get_by_role("link", name="harvest")).to_be_focused()


def test_changes_in_a_preview_are_saved_at_once_and_a_wrong_one_is_said(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(422)
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    _import(page, _text("harvest.txt", HARVEST), _text("harbour.txt", HARBOUR))
    run_waiting(world.database, PREVIEW_HERE)
    title = page.get_by_label("Title of text 1")
    title.fill("The harvest of Tarn")
    title.blur()
    expect(page.get_by_text("Changes saved.")).to_be_visible()
    page.get_by_role("checkbox", name="Import: The harbour is working").uncheck()
    expect(page.get_by_role("button", name="Import 1 text")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Title of text 1")).to_have_value("The harvest of Tarn")
    page.get_by_label("Date of “The harvest of Tarn”").fill("last week")
    page.get_by_role("button", name="Import 1 text").click()
    expect(page.get_by_text("“last week” is not a date.")).to_be_visible()
    page.get_by_label("Date of “The harvest of Tarn”").fill("2025-12")
    _confirm(page)
    expect(page.get_by_role("heading", name="Import in progress")).to_be_visible()


def test_dropped_files_are_chosen(visitors: Visitors) -> None:
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    page.evaluate(
        """() => {
          const given = new DataTransfer();
          for (const name of ["a.txt", "b.txt"]) given.items.add(new File(["It rained."], name));
          const about = { dataTransfer: given, bubbles: true, cancelable: true };
          const area = document.querySelector("[data-import] .drop input");
          area.dispatchEvent(new DragEvent("drop", about));
        }"""
    )
    expect(page.locator("[data-chosen]")).to_have_text("a.txt, b.txt")
    page.get_by_role("button", name="Upload files").click()
    expect(page.get_by_role("heading", name="Files are being read")).to_be_visible()


def test_an_upload_that_is_too_large_is_refused_in_words(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    visitors.expect_answers(413)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000)
    page = visitors.log_in("ed")
    page.goto("/imports/new")
    _import(page, _text("long.txt", "The harbour was open. " * 1000))
    expect(page.get_by_role("heading", name="The upload is too large")).to_be_visible()
    expect(page.get_by_text("Nothing was imported.")).to_be_visible()


def _import(page: Page, *files: FilePayload) -> None:
    page.get_by_label("Files", exact=True).set_input_files(list(files))
    page.get_by_role("button", name="Upload files").click()


def _confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Preview of the import")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Import \d+ texts?$")).click()


def _line(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def _row(page: Page, words: str) -> Locator:
    return page.get_by_role("row").filter(has_text=words)


def _text(name: str, words: str) -> FilePayload:
    return file(name, words.encode())


def _archive(name: str) -> FilePayload:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("harvest.txt", HARVEST)
        archive.writestr("../escaped.txt", "It climbs out.")
    return file(name, packed.getvalue())
