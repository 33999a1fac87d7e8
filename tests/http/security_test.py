"""What every answer carries, and how errors are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask


@pytest.mark.parametrize("path", ["/login", "/nothing", "/assets/nothing.css", "/health"])
def test_every_answer_forbids_what_is_inline_or_from_elsewhere(
    visitor: Callable[..., Visitor], path: str
) -> None:
    headers = visitor().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("base", "secure"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost", False),
        ("http://claimbook.example", True),
        ("https://127.0.0.1", True),
        ("http://127.0.0.1.claimbook.example", True),
    ],
)
def test_the_cookie_travels_over_tls_only_but_on_the_machine_itself(
    app: Flask, world: World, base: str, secure: bool
) -> None:
    cookie = app.test_client().get("/login", base_url=base).headers["Set-Cookie"]
    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_pages_are_not_kept_by_caches(visitor: Callable[..., Visitor]) -> None:
    assert visitor("ann").get("/").headers["Cache-Control"] == "no-store"


def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    world.take("ann")
    page = visitor("ann").get("/desk/#1").text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page
    assert "<script>" not in page
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page


def test_what_is_not_there_and_what_cannot_be_get_a_page_of_ours(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("ann")
    for path, status in (("/nothing", 404), ("/claims/4711", 404), ("/people", 403)):
        answer = person.get(path)
        assert answer.status_code == status
        assert "Go to Home" in answer.text


def test_an_upload_that_is_too_large_is_refused_and_says_what_to_do(
    database: Database, world: World
) -> None:
    settings = Settings(database_url="", secret_key="for tests", upload_bytes=2 * 1024**2)
    person = Visitor(create_app(settings, database).test_client(), world)
    person.log_in("adam")
    answer = person.send("/sets/new", {"name": "x" * (3 * 1024**2)})
    assert answer.status_code == 413
    assert "2 MB" in answer.text


def test_a_database_that_does_not_answer_says_so_and_keeps_the_text(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url, wait_seconds=0.1)
    world = World(database)
    world.import_statements()
    settings = Settings(database_url=sqlite_url, secret_key="for tests")
    person = Visitor(create_app(settings, database).test_client(), world)
    person.log_in("adam")
    fields = {
        **person.hidden("/sets/new"),
        "name": "A set that took long to describe",
        "overlap": "2",
        "scheme": "verdicts",
        "guideline": "# Be fair",
    }
    blocker = Database(sqlite_url)
    with blocker.writing() as session:
        session.execute(text("UPDATE claim_set SET description = 'held'"))
        answer = person.post("/sets/new", fields)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "A set that took long to describe" in answer.text
    database.dispose()
    blocker.dispose()
