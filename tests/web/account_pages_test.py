"""Coming in, going out, and what was typed when a session ran out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from annotator.clock import now
from annotator.models import Judgement, LoginSession, LoginTries
from annotator.operations.people import users
from annotator.terms import Role
from tests.visitor import hidden_fields
from tests.web.sending import JUDGEMENT, WHY
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World


def test_a_log_in_leads_to_where_the_person_was_going(visitor: Callable[..., Visitor]) -> None:
    person = visitor()
    asked = person.get("/documents?words=harbour")
    fields = {**person.hidden(asked.location), "name": "ann", "password": PASSWORD}
    assert person.post("/login", fields).location == "/documents?words=harbour"


def test_who_comes_to_log_in_while_somebody_else_is_there_is_told_and_changes_in_one_step(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("bob")
    page = person.text("/login?name=ann")
    assert "This browser is logged in as <strong>Bob</strong> (bob)." in page
    asked = person.post("/logout", {**person.hidden("/login?name=ann")})
    assert asked.location == "/login?name=ann"
    assert 'value="ann"' in person.text(asked.location)


def test_who_is_logged_in_already_goes_on_from_the_log_in(visitor: Callable[..., Visitor]) -> None:
    person = visitor("ann")
    for address in ("/login", "/login?name=Ann"):
        assert person.get(address).location == "/"


def test_a_browser_hides_keys_and_shows_them_again(visitor: Callable[..., Visitor]) -> None:
    person = visitor("ann")
    assert 'class="page"' in person.text("/account")
    hidden = person.send("/account/keys", {"shown": ""}, "/account")
    assert hidden.location == "/account"
    assert "Max-Age=31536000" in hidden.headers["Set-Cookie"]
    assert 'class="page keyless"' in person.text("/account")
    assert 'class="page keyless"' in person.text("/")
    person.send("/account/keys", {"shown": "y"}, "/account")
    assert 'class="page"' in person.text("/account")


@pytest.mark.parametrize(
    "there", ["//elsewhere.example", "/\\elsewhere.example", "https://x.example"]
)
def test_a_log_in_never_leads_to_another_site(visitor: Callable[..., Visitor], there: str) -> None:
    person = visitor()
    answer = person.send("/login", {"name": "ann", "password": PASSWORD, "next": there})
    assert answer.location == "/"


def test_two_pages_drawn_at_once_after_a_log_in_can_both_be_sent(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("ann")
    fresh = person.client.get_cookie("claimbook")
    assert fresh is not None
    first = person.hidden("/account")
    person.client.set_cookie("claimbook", fresh.value)
    person.hidden("/account")
    assert person.post("/logout", first).status_code == 302


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    visitor: Callable[..., Visitor],
) -> None:
    pages = []
    for name in ("ann", "nobody"):
        answer = visitor().log_in(name, "wrong password")
        assert answer.status_code == 422
        token = hidden_fields(answer.text)["csrf_token"]
        pages.append(answer.text.replace(token, "").replace(f'value="{name}"', ""))
    assert pages[0] == pages[1]


def test_too_many_tries_are_stopped_and_the_owner_gets_in_after_the_window(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor()
    statuses = [person.log_in("ann", f"guess number {n}").status_code for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    assert person.log_in("ann").status_code == 429
    assert visitor().log_in("bob").status_code == 302
    with world.writing() as session:
        session.execute(update(LoginTries).values(last_at=now() - timedelta(minutes=6)))
        session.commit()
    assert person.log_in("ann").status_code == 302


def test_a_copied_cookie_is_worth_nothing_after_the_log_out(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("ann")
    cookie = person.client.get_cookie("claimbook")
    assert cookie is not None
    person.send("/logout", {}, page="/")
    thief = visitor()
    thief.client.set_cookie("claimbook", cookie.value)
    assert thief.get("/").status_code == 302


def test_a_new_password_ends_every_log_in(visitor: Callable[..., Visitor], world: World) -> None:
    person, elsewhere = visitor("ann"), visitor("ann")
    answer = person.send(
        "/account",
        {
            "old_password": PASSWORD,
            "password": "an even longer one",
            "again_password": "an even longer one",
        },
    )
    assert answer.status_code == 302
    assert person.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert visitor().log_in("ann").status_code == 422
    assert visitor().log_in("ann", "an even longer one").status_code == 302


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"old_password": "wrong"}, "This is not your current password."),
        ({"password": "short", "again_password": "short"}, "at least 12 characters"),
        ({"again_password": "another one entirely"}, "The two new passwords differ."),
    ],
    ids=["wrong", "short", "different"],
)
def test_a_password_that_cannot_be_says_why(
    visitor: Callable[..., Visitor], fields: dict[str, str], complaint: str
) -> None:
    given = {
        "old_password": PASSWORD,
        "password": "a new password",
        "again_password": "a new password",
    }
    answer = visitor("ann").send("/account", {**given, **fields})
    assert answer.status_code == 422
    assert complaint in answer.text


def test_somebody_who_may_not_log_in_any_more_is_out_at_once(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    with world.writing() as session:
        users.change_user(
            session,
            user_id=world.people["ann"],
            display_name="Ann",
            roles=[Role.ANNOTATOR],
            active=False,
        )
        session.commit()
    assert person.get("/").status_code == 302
    assert visitor().log_in("ann").status_code == 422


def test_what_was_typed_when_the_session_ran_out_is_saved_one_step_after_the_log_in(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, asked = _type_after_the_session_ended(visitor, world)
    assert asked.status_code == 401
    assert "kept on this page" in asked.text
    given_back = person.post(
        "/login", {**hidden_fields(asked.text), "name": "ann", "password": PASSWORD}
    )
    assert given_back.status_code == 200
    assert WHY.splitlines()[0] in given_back.text
    saved = person.post("/desk/#1", hidden_fields(given_back.text))
    assert saved.status_code == 302
    with world.reading() as session:
        assert session.scalars(select(Judgement.justification)).one() == WHY


def test_what_was_typed_is_not_given_to_somebody_else(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, asked = _type_after_the_session_ended(visitor, world)
    answer = person.post(
        "/login", {**hidden_fields(asked.text), "name": "bob", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert WHY.splitlines()[0] not in person.text("/")


def test_what_another_site_sends_is_not_kept(visitor: Callable[..., Visitor], world: World) -> None:
    answer = visitor().client.post(
        "/people/new",
        data={"name": "mallory", "display_name": "Mallory was here"},
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 401
    assert not hidden_fields(answer.text)["kept"]


def test_a_form_whose_guard_is_stale_is_given_back_to_be_sent_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    world.take("ann")
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT}
    _change_places(person, "ann")
    answer = person.post("/desk/#1", fields)
    assert answer.status_code == 400
    assert WHY.splitlines()[0] in answer.text
    assert person.post("/desk/#1", hidden_fields(answer.text)).status_code == 302


@pytest.mark.parametrize("ended", [False, True])
def test_a_form_of_another_person_is_kept_for_that_person_alone(
    visitor: Callable[..., Visitor], world: World, ended: bool
) -> None:
    world.import_statements()
    world.take("ann")
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT}
    _change_places(person, "bob")
    if ended:
        person.client.delete_cookie("claimbook")
    answer = person.post("/desk/#1", fields)
    assert answer.status_code == (401 if ended else 400)
    assert WHY.splitlines()[0] not in answer.text
    kept = hidden_fields(answer.text)
    by_bob = person.post("/login", {**kept, "name": "bob", "password": PASSWORD})
    assert (by_bob.status_code, by_bob.location) == (302, "/")
    page = hidden_fields(person.text("/"))
    by_ann = person.post("/login", {**kept, **page, "name": "ann", "password": PASSWORD})
    assert WHY.splitlines()[0] in by_ann.text
    assert person.post("/desk/#1", hidden_fields(by_ann.text)).status_code == 302


def test_a_form_that_tells_not_whose_it_is_is_given_to_nobody(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    world.take("ann")
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT, "csrf_token": "of another session"}
    answer = person.post("/desk/#1", fields)
    assert answer.status_code == 400
    assert WHY.splitlines()[0] not in answer.text
    assert not hidden_fields(answer.text)["kept"]


def test_passwords_are_never_kept(visitor: Callable[..., Visitor]) -> None:
    fields = {"old_password": PASSWORD, "password": "my new secret words", "again_password": "x y"}
    answer = visitor("ann").post("/account", fields)
    assert answer.status_code == 400
    assert "secret" not in answer.text


def _change_places(person: Visitor, name: str) -> None:
    """Log out in this browser, and log in by that name."""
    person.send("/logout", {}, "/")
    assert person.log_in(name).status_code == 302


def _type_after_the_session_ended(
    visitor: Callable[..., Visitor], world: World
) -> tuple[Visitor, TestResponse]:
    world.import_statements()
    world.take("ann")
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT}
    with world.writing() as session:
        session.execute(update(LoginSession).values(expires_at=now() - timedelta(hours=1)))
        session.commit()
    return person, person.post("/desk/#1", fields)


def test_a_button_of_an_old_page_is_not_offered_to_whoever_is_logged_in_now(
    visitor: Callable[..., Visitor], world: World
) -> None:
    answer = visitor("ann").post("/sets/#1/undo", {"csrf_token": "of somebody else"})
    assert answer.status_code == 400
    assert "This page had expired" in answer.text
    assert "Send text" not in answer.text
