"""People without a log-in: how much they may send, and what is kept of it."""

from __future__ import annotations

import random
import string
from typing import TYPE_CHECKING

import pytest

from annotator.strangers import ASKS_ONLY, STRANGER_BYTES
from tests.visitor import hidden_fields
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("path", ["/sets/new", "/documents/import", "/account", "/nothing"])
def test_a_large_form_without_a_log_in_is_refused_unread(
    visitor: Callable[..., Visitor], path: str
) -> None:
    answer = visitor().post(path, {"name": "canary " * (STRANGER_BYTES // 7)})
    assert answer.status_code == 413
    assert "Log in first" in answer.text
    assert "256 KB" in answer.text
    assert "canary" not in answer.text


def test_a_script_is_told_so_in_its_own_words(visitor: Callable[..., Visitor]) -> None:
    answer = visitor().post(
        "/desk/4711/draft", {"text": "x" * STRANGER_BYTES}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.get_json()["title"] == "Log in first"


def test_the_log_in_form_has_a_limit_too(visitor: Callable[..., Visitor]) -> None:
    assert visitor().post("/login", {"name": "x" * (4 * STRANGER_BYTES)}).status_code == 413


@pytest.mark.parametrize("letters", [string.ascii_letters, "абвгдежзиклмнопрст"])
def test_a_form_up_to_the_limit_is_kept_through_the_log_in(
    visitor: Callable[..., Visitor], letters: str
) -> None:
    chance = random.Random(4)
    # A letter beyond ASCII takes six bytes in a form.
    length = STRANGER_BYTES * 9 // 10 // (1 if letters[0].isascii() else 6)
    text = "".join(chance.choices(letters, k=length))
    person = visitor("adam")
    guard = person.hidden("/sets/new")["csrf_token"]
    person.client.delete_cookie("claimbook")
    asked = person.post("/sets/new", {"name": "Harbour", "guideline": text, "csrf_token": guard})
    assert asked.status_code == 401
    fields = {**hidden_fields(asked.text), "name": "adam", "password": PASSWORD}
    given_back = person.post("/login", fields)
    assert given_back.status_code == 200
    assert hidden_fields(given_back.text)["guideline"] == text


def test_a_person_who_is_logged_in_may_send_more(visitor: Callable[..., Visitor]) -> None:
    fields = {"name": "Harbour", "guideline": "x" * (2 * STRANGER_BYTES), "overlap": "2"}
    answer = visitor("adam").send("/sets/new", {**fields, "scheme": "verdicts"})
    assert answer.status_code == 302


def test_an_ended_session_is_no_log_in(visitor: Callable[..., Visitor]) -> None:
    person = visitor("adam")
    person.send("/logout", {}, page="/")
    assert person.post("/sets/new", {"name": "x" * STRANGER_BYTES}).status_code == 413


@pytest.mark.parametrize(("name", "status"), [("adam", 204), (None, 413)])
def test_the_server_asks_before_it_receives_a_large_body(
    visitor: Callable[..., Visitor], name: str | None, status: int
) -> None:
    answer = visitor(name).client.post(
        "/sets/new",
        environ_overrides={ASKS_ONLY: True, "CONTENT_LENGTH": str(2 * STRANGER_BYTES)},
    )
    assert answer.status_code == status
