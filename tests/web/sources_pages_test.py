"""Sources as a person without scripts sends them, good and bad."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.jobs.fetching import FETCH
from annotator.jobs.runner import run_waiting
from annotator.models import (
    Assignment,
    Document,
    Draft,
    EvidenceLink,
    Fetch,
    Judgement,
    Snapshot,
)
from annotator.web import create_app
from tests.fetching.files import article, pdf
from tests.fetching.server import page as answer
from tests.fetching.server import serving
from tests.visitor import Visitor
from tests.web.sending import JUDGEMENT, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.world import World

WAYS = "/desk/#1/sources"


def test_an_address_waits_and_is_there_when_the_worker_has_been(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    with serving(answer(article("<b>It</b> is &lt;open&gt;."), Content_Type="text/html")) as server:
        sent = person.send(f"{WAYS}/address", {"page": server.address}, page=WAYS)
        assert "Fetching the page…" in person.text(sent.location)
        assert person.send(f"{WAYS}/address", {"page": server.address}, page=WAYS).location == (
            sent.location
        )
        run_waiting(world.database, FETCH, server.rules)
    page = person.get(sent.location).text
    assert page.partition("<main")[2].count(">Harbour open again") == 1
    assert "It is &lt;open&gt;." in page
    assert 'title="Harbour open again"' in person.get("/desk/#1").text


@pytest.mark.parametrize("way", ["/desk/#1/sources/address", "/desk/#1/draft", "/desk/#1"])
def test_a_password_in_an_address_is_neither_kept_nor_shown(
    visitor: Callable[..., Visitor], world: World, way: str
) -> None:
    person = _at_desk(visitor, world)
    address = "https://reader:canary@relief.example/5"
    named = "page" if way.endswith("address") else "evidence-0-url"
    fields = {**JUDGEMENT, named: address}
    sent = person.send(way, fields, page=WAYS if way.endswith("address") else "/desk/#1")
    assert "canary" not in sent.text
    shown = sent.text if sent.status_code == 422 else person.text("/desk/#1")
    assert "https://relief.example/5" in shown
    assert ("a name or a password in it is not kept" in shown) == (way != "/desk/#1/draft")
    assert count(world, Fetch) == 0
    with world.reading() as session:
        assert all("canary" not in draft.fields for draft in session.scalars(select(Draft)))


def test_a_file_with_a_false_name_says_what_it_was_read_as(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    sent = _upload(person, world, "bulletin.pdf", b"Nobody was treated on Friday.")
    run_waiting(world.database, FETCH, None)
    assert "file, read as plain text" in person.text(sent.location)


def test_a_source_is_closed_and_opened_again_without_scripts(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    world.paste("ann", world.token(Assignment), "Nobody came.")
    tab = f'data-tab="{world.token(Fetch)}"'
    assert tab in person.get("/desk/#1").text
    closed = person.send(f"{WAYS}/#1/close", {}, page=f"{WAYS}/#1")
    assert "Source closed." in person.text(closed.location)
    assert "Closed sources" in person.text(WAYS)
    assert tab not in person.get("/desk/#1").text
    opened = person.send(f"{WAYS}/#1/reopen", {}, page=WAYS)
    assert "Nobody came." in person.text(opened.location)
    assert tab in person.get("/desk/#1").text
    assert "Closed sources" not in person.text(WAYS)


def test_a_source_that_a_saved_row_cites_is_not_closed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    world.paste("ann", world.token(Assignment), "Nobody came.")
    cited = {
        **JUDGEMENT,
        "evidence-0-quote": "Nobody came.",
        "evidence-0-fetch": str(world.token(Fetch)),
    }
    assert person.send("/desk/#1/draft", cited, page="/desk/#1").status_code < 400
    refused = person.send(f"{WAYS}/#1/close", {}, page=f"{WAYS}/#1")
    assert refused.status_code == 409
    assert "cites this source, so it stays open" in refused.text


@pytest.mark.parametrize(
    ("way", "fields", "complaint"),
    [
        ("address", {"page": ""}, "Enter the address of the page."),
        ("address", {"page": "javascript:alert(1)"}, "is not the address of a page"),
        ("text", {"text": ""}, "Paste the text."),
        ("text", {"text": "Nobody came."}, "Say where the text is from"),
        ("text", {"text": "Nobody came.", "title": "A", "published": "soon"}, "is not a date"),
        ("file", {}, "Choose a file."),
    ],
)
def test_what_is_no_source_is_said_and_nothing_typed_is_lost(
    visitor: Callable[..., Visitor],
    world: World,
    way: str,
    fields: dict[str, str],
    complaint: str,
) -> None:
    person = _at_desk(visitor, world)
    sent = person.send(f"{WAYS}/{way}", fields, page=WAYS)
    assert sent.status_code == 422
    page = html.unescape(sent.text)
    assert complaint in page
    assert all(value in page for value in fields.values())
    assert count(world, Fetch) == 0


@pytest.mark.parametrize(
    ("data", "complaint"), [(b"", "The file is empty."), (b"a" * 5_300_000, "more than 5 MB")]
)
def test_a_file_that_is_none_or_too_large_is_refused(
    visitor: Callable[..., Visitor], world: World, data: bytes, complaint: str
) -> None:
    sent = _upload(_at_desk(visitor, world), world, "bulletin.txt", data)
    assert sent.status_code == 422
    assert complaint in sent.text


def test_a_file_is_read_and_a_passage_of_it_linked(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    sent = _upload(person, world, "<b>bulletin</b>.pdf", pdf("Nobody was treated on Friday."))
    assert "Reading the file…" in person.text(sent.location)
    run_waiting(world.database, FETCH, None)
    assert "Nobody was treated on Friday." in person.text(sent.location)
    assert "file, read as a PDF" in person.text(sent.location)
    assert "<b>bulletin" not in person.get(sent.location).text
    quoted = {
        **JUDGEMENT,
        "evidence-0-url": "",
        "evidence-0-quote": "Nobody was treated",
        "evidence-0-fetch": str(world.token(Fetch)),
    }
    assert person.send("/desk/#1", quoted).status_code == 302
    with world.reading() as session:
        assert session.scalars(select(EvidenceLink.title)).one() == "<b>bulletin</b>.pdf"


def test_a_judgement_that_is_opened_again_has_its_passages_where_they_stood(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    world.paste("ann", world.token(Assignment), "Nobody came. Then nobody left. Nobody came.")
    place = {"evidence-0-start": "31", "evidence-0-end": "43"}
    row = {"evidence-0-quote": "Nobody came.", "evidence-0-fetch": str(world.token(Fetch)), **place}
    assert person.send("/desk/#1", {**JUDGEMENT, **row}).status_code == 302
    person.send("/desk/#1/reopen", {}, page="/desk/#1")
    page = person.get("/desk/#1").text
    assert f'<option selected value="{world.token(Fetch)}">Bulletin 5</option>' in page
    drawn = person.hidden("/desk/#1")
    assert {name: drawn[name] for name in place} == place


@pytest.mark.parametrize(
    "place",
    [
        {"evidence-0-start": "-1", "evidence-0-end": "5"},
        {"evidence-0-start": "99999999999999999999", "evidence-0-end": "5"},
        {"evidence-0-start": "7", "evidence-0-end": "9" * 9},
        {"evidence-0-start": "³", "evidence-0-end": "<b>"},
    ],
    ids=str,
)
def test_a_place_that_is_none_counts_for_nothing_beside_the_words(
    visitor: Callable[..., Visitor], world: World, place: dict[str, str]
) -> None:
    person = _at_desk(visitor, world)
    world.paste("ann", world.token(Assignment), "The harbour is open again.")
    row = {
        "evidence-0-quote": "harbour is open",
        "evidence-0-fetch": str(world.token(Fetch)),
        **place,
    }
    assert person.send("/desk/#1", {**JUDGEMENT, **row}).status_code == 302


def test_where_fetching_is_off_no_address_is_asked_for(app: Flask, world: World) -> None:
    settings, database = app.extensions["claimbook"]
    closed = create_app(replace(settings, fetching=False), database)
    world.import_statements("the harbour was open")
    world.take("ann")
    person = Visitor(closed.test_client(), world)
    person.log_in("ann")
    page = person.text(WAYS)
    assert "Fetching is switched off on this server" in page
    assert "Paste text" in page
    sent = person.send(f"{WAYS}/address", {"page": "https://relief.example/"}, page=WAYS)
    assert sent.status_code == 403
    assert count(world, Fetch) == 0


def test_anothers_source_is_as_if_it_were_not_there(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = _at_desk(visitor, world)
    world.paste("ann", world.token(Assignment), "The harbour is open again.")
    other = visitor("bob")
    world.take("bob")
    for path in (WAYS, f"{WAYS}/#1", "/desk/#2/sources/#1"):
        assert other.get(path).status_code == 404
    token = other.hidden("/")["csrf_token"]
    for field in ({"fetch": str(world.token(Fetch))}, {"document": "4711"}, {"fetch": "x"}, {}):
        sent = other.post("/desk/#2/sources/found", {"csrf_token": token, **field})
        assert sent.status_code == 404
    row = {"evidence-0-quote": "harbour", "evidence-0-fetch": str(world.token(Fetch))}
    assert other.send("/desk/#2", {**JUDGEMENT, **row}).status_code == 404
    assert count(world, Judgement) == 0
    assert person.get(f"{WAYS}/#1").status_code == 200


def test_what_a_search_finds_is_opened(visitor: Callable[..., Visitor], world: World) -> None:
    person = _at_desk(visitor, world)
    page = person.text(f"{WAYS}?words=harbour")
    assert "1 text contains “harbour”" in page
    sent = person.send(f"{WAYS}/found", {"document": str(world.nth(Document))}, page=WAYS)
    assert "the harbour was open" in person.text(sent.location)
    assert "No text contains “zebra”" in person.text(f"{WAYS}?words=zebra")
    assert count(world, Snapshot) == 1


def _at_desk(visitor: Callable[..., Visitor], world: World) -> Visitor:
    world.import_statements("the harbour was open")
    world.take("ann")
    return visitor("ann")


def _upload(person: Visitor, world: World, name: str, data: bytes) -> TestResponse:
    # Put together by hand: the client would leave a large body in a file that it never closes.
    token = person.hidden(WAYS)["csrf_token"]
    head = 'Content-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    file = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = f"--cut\r\n{head.format('csrf_token', token)}--cut\r\n{file}".encode()
    return person.client.post(
        world.at(f"{WAYS}/file"),
        data=body + data + b"\r\n--cut--\r\n",
        content_type="multipart/form-data; boundary=cut",
    )
