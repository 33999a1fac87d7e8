"""Invitations: people set their own password, by a link that works once and not for long."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, inspect, select, text, update

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import NotFound
from annotator.models import AuditEvent, Invitation
from annotator.operations.people import users
from annotator.operations.people.invitations import accept, invite
from annotator.passwords import new_password
from annotator.terms import Role
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run
    from tests.visitor import Visitor
    from tests.world import World

NEW = {"password": "herons over the weir", "again_password": "herons over the weir"}


def test_an_administrator_makes_an_account_and_its_person_sets_the_password(
    visitor: Callable[..., Visitor],
) -> None:
    adam = visitor("adam")
    made = adam.send(
        "/people/new",
        {"name": "nia", "display_name": "Nia Brandt", "roles": "annotator"},
        follow_redirects=True,
    )
    assert made.status_code == 200
    assert "password" not in [part for part in made.text.split('name="') if "type=" in part]
    link = _link(made.text)
    assert visitor().log_in("nia", "").status_code == 422
    nia = visitor()
    assert "Welcome, Nia Brandt." in nia.text(link)
    answer = nia.send(link, NEW)
    assert (answer.status_code, answer.location) == (302, "/")
    assert nia.get("/").status_code == 200
    assert visitor().log_in("nia", NEW["password"]).status_code == 302


def test_a_link_works_once_and_opening_it_uses_nothing_up(
    visitor: Callable[..., Visitor], world: World
) -> None:
    link = f"/invitation/{_invite(world, 'ann')}"
    for _ in range(3):
        assert visitor().get(link).status_code == 200
    person, late = visitor(), visitor()
    late_fields = {**late.hidden(link), **NEW}
    assert person.send(link, NEW).status_code == 302
    for answer in (visitor().get(link), late.post(link, late_fields)):
        assert answer.status_code == 404
        assert "This link does not work any more" in answer.text


def test_of_two_who_use_a_link_at_once_one_gets_in(world: World) -> None:
    token, begin = _invite(world, "ann"), threading.Barrier(2)
    passwords = [new_password(f"{word} over the weir") for word in ("herons", "gannets")]

    def used(number: int) -> bool:
        begin.wait()
        with world.writing() as session:
            try:
                accept(session, token=token, password=passwords[number])
            except NotFound:
                return False
            session.commit()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(used, range(2))) == [False, True]


def test_a_link_ends_after_its_hours(visitor: Callable[..., Visitor], world: World) -> None:
    token = _invite(world, "ann")
    with world.writing() as session:
        ended = now() - timedelta(seconds=1)
        session.execute(
            update(Invitation).values(made_at=ended - timedelta(hours=72), expires_at=ended)
        )
        session.commit()
    assert visitor().get(f"/invitation/{token}").status_code == 404
    with world.writing() as session, pytest.raises(NotFound):
        accept(session, token=token, password=new_password(NEW["password"]))


def test_a_new_link_a_new_password_and_a_closed_account_void_the_earlier_link(
    visitor: Callable[..., Visitor], world: World
) -> None:
    first = _invite(world, "ann")
    second = _invite(world, "ann")
    assert visitor().get(f"/invitation/{first}").status_code == 404
    assert visitor().get(f"/invitation/{second}").status_code == 200
    assert visitor("ann").send("/account", {"old_password": PASSWORD, **NEW}).status_code == 302
    assert visitor().get(f"/invitation/{second}").status_code == 404
    third = _invite(world, "ann")
    for active in (False, True):
        with world.writing() as session:
            users.change_user(
                session,
                user_id=world.people["ann"],
                display_name="Ann",
                roles=[Role.ANNOTATOR],
                active=active,
            )
            session.commit()
    assert visitor().get(f"/invitation/{third}").status_code == 404


def test_a_reset_leaves_the_old_password_until_the_link_is_used_and_then_ends_all_sessions(
    visitor: Callable[..., Visitor], world: World
) -> None:
    elsewhere = visitor("ann")
    page = _made_link(visitor("adam"))
    assert elsewhere.get("/").status_code == 200
    assert visitor("ann").get("/").status_code == 200
    assert visitor().send(_link(page), NEW).status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert visitor().log_in("ann").status_code == 422


def test_the_database_holds_no_token_and_the_audit_log_who_made_and_used_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = _made_link(visitor("adam"))
    token = _link(page).rpartition("/")[2]
    assert len(token) >= 43
    assert token not in _everything(world)
    visitor().send(_link(page), NEW)
    assert token not in _everything(world)
    adam, ann = world.people["adam"], world.people["ann"]
    with world.reading() as session:
        events = session.execute(
            select(AuditEvent.action, AuditEvent.subject, AuditEvent.actor_id)
            .where(AuditEvent.action.like("invitation%"))
            .order_by(AuditEvent.id)
        ).all()
    subject = f"account {ann}"
    assert [tuple(event) for event in events] == [
        ("invitation_made", subject, adam),
        ("invitation_used", subject, ann),
    ]


def test_commands_print_a_link_and_take_no_password(
    visitor: Callable[..., Visitor], run: Run, world: World
) -> None:
    site = "https://claims.example/"
    made = run("users", "add", "nia", "--role", "editor", "--site", site).stdout
    link = made.splitlines()[-1]
    assert link.startswith("https://claims.example/invitation/")
    assert visitor().send(link.removeprefix("https://claims.example"), NEW).status_code == 302
    again = run("users", "invite", "nia").stdout.splitlines()[-1]
    assert again.startswith("http://127.0.0.1:8000/invitation/")
    refused = run("users", "add", "zoe", "--role", "editor", "--password", "x", code=2)
    assert "No such option" in refused.stderr
    run("users", "close", "nia")
    assert "is closed" in run("users", "invite", "nia", code=1).stderr


def test_a_link_is_shown_once_and_reloading_its_page_makes_no_other(
    visitor: Callable[..., Visitor], world: World
) -> None:
    adam = visitor("adam")
    answer = adam.send("/people/#1/invitation", {}, page="/people/#1")
    assert answer.status_code == 302
    assert "A link is shown once." in adam.text("/people/#2/invitation")
    answer = adam.send("/people/#1/invitation", {}, page="/people/#1")
    first = adam.get(answer.location).text
    link = _link(first)
    again = adam.get(answer.location)
    assert (again.status_code, link in again.text) == (200, False)
    assert "A link is shown once." in again.text
    assert "Create invitation link" in again.text
    assert visitor().get(link).status_code == 200
    with world.reading() as session:
        made = AuditEvent.action == Action.INVITATION_MADE
        assert session.scalar(select(func.count()).where(made)) == 2


def test_a_link_that_was_not_committed_is_not_shown(visitor: Callable[..., Visitor]) -> None:
    adam = visitor("adam")
    assert adam.send("/people/4711/invitation", {}, page="/people/#1").status_code == 404
    assert "A link is shown once." in adam.text("/people/#1/invitation")


def test_a_link_opened_while_another_person_is_logged_in_gives_a_choice(
    visitor: Callable[..., Visitor], world: World
) -> None:
    link = f"/invitation/{_invite(world, 'ann')}"
    bob = visitor("bob")
    page = bob.text(link)
    assert "Another person is logged in" in page
    assert "Log out and set the password of ann" in page
    assert 'type="password"' not in page
    assert bob.send(link, NEW).status_code == 409
    assert "Bob" in bob.text("/account")
    out = bob.send("/logout", {}, page=link)
    assert (out.status_code, out.location) == (302, link)
    assert bob.send(link, NEW).status_code == 302
    assert "Ann" in bob.text("/account")
    again = f"/invitation/{_invite(world, 'ann')}"
    assert bob.send(again, NEW).status_code == 302


def test_logging_out_leads_to_no_other_site(visitor: Callable[..., Visitor]) -> None:
    for there in ("https://evil.example/", "//evil.example/", "/\t/evil.example"):
        out = visitor("bob").send("/logout", {"next": there}, page="/account")
        assert out.location == "/login"


def _made_link(adam: Visitor) -> str:
    """The page that shows a new link of ann."""
    page = adam.send("/people/#1/invitation", {}, page="/people/#1", follow_redirects=True)
    return page.text


def _link(page: str) -> str:
    return "/invitation/" + page.partition("/invitation/")[2].partition('"')[0]


def _invite(world: World, name: str) -> str:
    with world.writing() as session:
        token = invite(session, user_id=world.people[name])
        session.commit()
    return token


def _everything(world: World) -> str:
    """All that the tables of accounts and events hold."""
    tables = ("invitation", "user_account", "login_session", "audit_event")
    assert set(tables) <= set(inspect(world.database.engine).get_table_names())
    with world.reading() as session:
        return " ".join(
            str(tuple(row))
            for table in tables
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )
