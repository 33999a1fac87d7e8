"""No address of a request leads to another site, or changes what a page's own links are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.http.local_paths import local_path
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World

ELSEWHERE = (
    *("/\t/elsewhere.example", "/\n/elsewhere.example", "/\r\n/elsewhere.example"),
    *("//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example"),
    *("\\\\elsewhere.example", "\t//elsewhere.example", " //elsewhere.example"),
    *("https://elsewhere.example", "https:elsewhere.example", "//ann@elsewhere.example"),
    *("/%2f/elsewhere.example", "/%2Felsewhere.example", "/%5celsewhere.example"),
    *("/%09/elsewhere.example", "/%0a/elsewhere.example", "/.//elsewhere.example"),
    *("/documents\n", "/documents\r\nSet-Cookie: claimbook=x", "/\ud800"),
    *("javascript:alert(1)", "documents", "/nowhere", "?", "/documents/../../elsewhere"),
    *("／／elsewhere.example", "/\u2028/elsewhere.example", "/\x85/elsewhere.example"),
)
OURS = ("/", "/documents", "/documents?words=harbour%0Abridge&page=2", "/account#content")
#: The bits of which such addresses are made.
PIECES = st.sampled_from(
    (
        *(
            "/",
            "\\",
            "\t",
            "\n",
            "\r",
            "%2f",
            "%5c",
            "%09",
            "@",
            ":",
            ".",
            "..",
            ";",
            "?",
            "#",
            " ",
        ),
        *("documents", "elsewhere.example", "https:", "javascript:", "\x00", "\ud800", "／"),
    )
)


#: What `url_for` takes for itself, and what no page has.
HOSTILE = (
    *(
        "endpoint=x",
        "_method=x",
        "_method=",
        "_method=%00",
        "_scheme=x",
        "_external=x",
        "_anchor=x",
    ),
    *("claim_set_id=x", "self=x&values=x", "%ff=x", "other_page=x"),
)
LISTS = (
    *(("adam", "/jobs"), ("adam", "/audit-log"), ("ed", "/documents"), ("ed", "/sets/#1")),
    *(("ann", "/sets/#1/mine"), ("rita", "/sets/#1/review")),
)
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@ON_SQLITE
def test_a_log_in_leads_to_no_other_site_and_to_no_error(visitor: Callable[..., Visitor]) -> None:
    wrong = []
    for there in ELSEWHERE:
        answer = _logged_in(visitor(), there)
        if (answer.status_code, answer.location) != (302, "/"):
            wrong.append((there, answer.status_code, answer.location))
    assert wrong == []


@ON_SQLITE
def test_a_log_in_leads_to_a_page_of_ours(visitor: Callable[..., Visitor]) -> None:
    assert tuple(_logged_in(visitor(), there).location for there in OURS) == OURS


@ON_SQLITE
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=500)
@given(written=st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=20))
def test_what_passes_stays_on_our_site_as_a_browser_reads_it(app: Flask, written: str) -> None:
    with app.app_context():
        found = local_path(written)
        also = local_path("/" + written)
    for path in (found, also):
        if path is not None:
            # WHATWG URL: tabs and ends of lines are dropped, “\\” is “/”, blanks are trimmed.
            read = re.sub(r"[\t\n\r]", "", path.strip("\x00\x20")).replace("\\", "/")
            assert urljoin("http://ours.example/login", read).startswith("http://ours.example/")
            assert path.isascii()
            assert path.isprintable()


@ON_SQLITE
def test_a_parameter_that_a_page_does_not_have_is_in_no_link_of_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(*(f"bridge {number} was open" for number in range(60)))
    wrong = []
    for name, address in LISTS:
        person = visitor(name)
        for hostile in HOSTILE:
            answer = person.get(f"{address}?{hostile}")
            queries = re.findall(r'href="[^"]*[?]([^"]*)"', answer.text)
            if answer.status_code != 200 or any("=x" in query for query in queries):
                wrong.append((address, hostile, answer.status_code))
    assert wrong == []


@ON_SQLITE
def test_a_link_to_the_next_page_keeps_the_parameters_of_its_own_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    for number in range(60):
        world.import_statements(f"bridge {number} was open")
    page = visitor("ed").get("/documents?words=statement&other=1&page=1").text
    assert 'href="/documents?words=statement&amp;page=2"' in page


def _logged_in(person: Visitor, there: str) -> TestResponse:
    sent = there.encode("utf-8", "surrogatepass")
    return person.send("/login", {"name": "ann", "password": PASSWORD, "next": sent})
