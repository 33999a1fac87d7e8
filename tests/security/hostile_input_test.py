"""Input that no page of ours sends: each kind of it that was answered with 500 once."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import run_wsgi_app

from tests.past import after, claim_on_anns_desk
from tests.web.sending import JUDGEMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World


@pytest.mark.parametrize("words", ["%00", "a%00b", "%ED%A0%80", "%ff", "x" * 65_000, "%zz%4"])
def test_a_search_for_what_no_database_holds_finds_nothing(
    visitor: Callable[..., Visitor], world: World, words: str
) -> None:
    world.import_statements()
    assert visitor("ed").get(f"/documents?words={words}").status_code == 200


@after(claim_on_anns_desk)
def test_a_file_in_place_of_a_text_is_no_text(visitor: Callable[..., Visitor]) -> None:
    ann = visitor("ann")
    for name in ("text", "title", "url", "published"):
        file = (io.BytesIO(b"It is open."), "statement.txt")
        form = {**ann.hidden("/desk/#1/sources"), "text": "It is open.", name: file}
        answer = ann.post("/desk/#1/sources/text", form)
        assert answer.status_code < 500


@after(claim_on_anns_desk)
def test_a_value_that_no_index_can_hold_is_refused_with_the_text_kept(
    visitor: Callable[..., Visitor],
) -> None:
    ann = visitor("ann")
    dense = hashlib.shake_256(b"a title").hexdigest(30_000)
    for page, path, field in (
        ("/desk/#1/sources", "/desk/#1/sources/text", "title"),
        ("/desk/#1", "/desk/#1", "evidence-0-title"),
    ):
        form = {**ann.hidden(page), **JUDGEMENT, "text": "It is open.", "evidence-0-url": ""}
        answer = ann.post(path, {**form, field: dense})
        assert answer.status_code in (302, 422)
        if answer.status_code == 422:
            assert dense in answer.text


@pytest.mark.parametrize("query", [b"words=\xf0\x28", "words=Kesselbrücke".encode(), b"\xff=\xff"])
def test_an_address_with_bytes_beyond_ascii_is_read_as_a_browser_means_it(
    app: Flask, visitor: Callable[..., Visitor], world: World, query: bytes
) -> None:
    cookie = visitor("ed").client.get_cookie("claimbook")
    assert cookie is not None
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/documents",
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": f"claimbook={cookie.value}",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    pieces, status, _headers = run_wsgi_app(app, environment, buffered=True)
    page = b"".join(pieces).decode()
    assert status == "200 OK"
    assert ("Kesselbrücke" in page) is (b"Kessel" in query)
