"""Attacks on the log-in: guesses at once, floods, and hashing while others write."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, text, update

from annotator import demonstration
from annotator.cli.demonstration import load_if_empty
from annotator.clock import now
from annotator.errors import TooBusy
from annotator.http.hash_line import HashLine
from annotator.models import AuditEvent, FailedLogins, LoginSession, LoginTries
from annotator.operations.people.logins import log_in
from annotator.operations.people.tries import (
    LISTED,
    MOST_TRIES,
    PAUSE,
    count_try,
    is_blocked,
    note_failure,
)
from annotator.storage.database import Database
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask
    from sqlalchemy.orm import Session

    from tests.visitor import Visitor
    from tests.world import World

AT_ONCE = 16
WHOSE = {"name": "ann", "address": "192.0.2.7"}


def test_of_sixteen_wrong_log_ins_at_once_exactly_ten_get_through(world: World) -> None:
    begin = threading.Barrier(AT_ONCE)

    def tried(_number: int) -> bool:
        begin.wait()
        with world.writing() as session:
            allowed = count_try(session, **WHOSE)
            session.commit()
        return allowed

    with ThreadPoolExecutor(AT_ONCE) as pool:
        allowed = list(pool.map(tried, range(AT_ONCE)))
    assert allowed.count(True) == MOST_TRIES


def test_sixteen_wrong_log_ins_at_once_never_get_more_than_ten_answers(
    visitor: Callable[..., Visitor],
) -> None:
    people = [visitor() for _ in range(AT_ONCE)]
    hidden = [person.hidden("/login") for person in people]

    def tried(number: int) -> int:
        fields = {**hidden[number], "name": "ann", "password": "a wrong password"}
        return people[number].post("/login", fields).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = Counter(pool.map(tried, range(AT_ONCE)))
    assert found.keys() <= {422, 429, 503}
    assert found[422] <= MOST_TRIES


def test_no_five_minutes_see_more_than_ten_tries(world: World) -> None:
    step = timedelta(seconds=20)
    allowed = []
    for number in range(60):
        with world.writing() as session:
            if count_try(session, **WHOSE):
                allowed.append(number * step)
            # Time goes on for the row, in place of the clock.
            session.execute(update(LoginTries).values(last_at=_last_at(session) - step))
            session.commit()
    for moment in allowed:
        following = [one for one in allowed if moment <= one < moment + PAUSE]
        assert len(following) <= MOST_TRIES
    assert len(allowed) > MOST_TRIES


def test_a_clock_that_was_set_back_locks_no_owner_out(world: World) -> None:
    with world.writing() as session:
        assert [count_try(session, **WHOSE) for _ in range(11)] == [True] * 10 + [False]
        later = _last_at(session) + timedelta(hours=1)
        session.execute(update(LoginTries).values(last_at=later))
        session.commit()
    with world.writing() as session:
        assert not is_blocked(session, **WHOSE)
        assert count_try(session, **WHOSE)


def test_the_page_of_the_account_has_the_same_throttle(visitor: Callable[..., Visitor]) -> None:
    person = visitor("ann")
    fields = {"password": "an even longer one", "again_password": "an even longer one"}
    answers = [
        person.send("/account", {"old_password": f"guess number {n}", **fields}) for n in range(12)
    ]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "300"
    assert person.send("/account", {"old_password": PASSWORD, **fields}).status_code == 429
    assert visitor().log_in("ann").status_code == 429


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Database], list[bool]]:
    """Note, at each hash that the library makes, whether another writer could begin just then."""

    def watch(database: Database) -> list[bool]:
        other = Database(database.url.render_as_string(hide_password=False), wait_seconds=0.05)
        could_write: list[bool] = []

        def watched(method: Callable[..., Any]) -> Callable[..., Any]:
            def noting(*args: Any, **kwargs: Any) -> Any:
                with other.writing() as session:
                    session.execute(text("DELETE FROM login_session WHERE token_sha256 = ''"))
                    could_write.append(True)
                return method(*args, **kwargs)

            return noting

        for name in ("hash", "verify"):
            monkeypatch.setattr(Argon2Hasher, name, watched(getattr(Argon2Hasher, name)))
        return could_write

    return watch


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_no_hash_is_made_while_a_writer_is_kept_waiting(
    visitor: Callable[..., Visitor],
    world: World,
    hashes: Callable[[Database], list[bool]],
) -> None:
    could_write = hashes(world.database)
    ann, adam = visitor("ann"), visitor("adam")
    _let_sessions_be_half_over(world)
    visitor().log_in("bob", "a wrong password")
    assert len(could_write) == 3
    changed = {"password": "an even longer one", "again_password": "an even longer one"}
    assert ann.send("/account", {"old_password": PASSWORD, **changed}).status_code == 302
    assert len(could_write) == 5
    made = adam.send("/people/new", {"name": "nia", "display_name": "Nia", "roles": "annotator"})
    assert made.status_code == 302
    assert len(could_write) == 5


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_demonstration_is_loaded_without_hashing_in_its_transaction(
    app: Flask, database: Database, hashes: Callable[[Database], list[bool]]
) -> None:
    could_write = hashes(database)
    with app.app_context():
        assert load_if_empty()
    assert len(could_write) == len(demonstration.ACCOUNTS)


def test_a_line_that_is_full_sends_strangers_away_and_lets_another_address_in() -> None:
    line, inside, done = HashLine(places=3), threading.Event(), threading.Event()
    served: list[str] = []
    refused: list[str] = []

    def come(address: str) -> None:
        try:
            with line.place(address):
                inside.set()
                done.wait(10)
                served.append(address)
        except TooBusy:
            refused.append(address)

    with ExitStack() as stack:
        flood = [_started(stack, come, "192.0.2.66")]
        assert inside.wait(5)
        flood += [_started(stack, come, "192.0.2.66") for _ in range(2)]
        _until(lambda: line.waiting == 3)
        come("192.0.2.66")
        assert refused == ["192.0.2.66"]
        owner = _started(stack, come, "198.51.100.2")
        _until(lambda: len(refused) == 2)
        done.set()
        for thread in (*flood, owner):
            thread.join(5)
    # Addresses take turns: the owner comes before the flood's second.
    assert served == ["192.0.2.66", "198.51.100.2", "192.0.2.66"]
    assert line.waiting == 0


def test_who_finds_the_line_full_is_asked_to_wait_and_keeps_the_unsent_text(
    app: Flask, visitor: Callable[..., Visitor]
) -> None:
    person = visitor()
    fields = {**person.hidden("/login"), "name": "ann", "password": PASSWORD, "kept": "sealed"}
    line = app.extensions["claimbook hash line"]
    with ExitStack() as stack:
        for _ in range(4):
            place = line._enter("127.0.0.1")
            stack.callback(line._leave, place)
        answer = person.post("/login", fields)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Too many people are logging in" in answer.text
    assert 'value="sealed"' in answer.text
    assert person.post("/login", {**fields, "kept": ""}).status_code == 302


def test_a_log_in_with_a_password_that_was_just_replaced_opens_no_session(world: World) -> None:
    with world.writing() as session:
        token = log_in(
            session,
            user_id=world.people["ann"],
            compared="the hash of an earlier password",
            renewed=None,
            address="192.0.2.7",
            hours=1,
        )
        session.commit()
        assert token is None
        assert session.scalars(select(LoginSession)).all() == []


def test_log_ins_failures_and_blocks_are_events_and_no_name_of_a_stranger_is(
    visitor: Callable[..., Visitor], world: World
) -> None:
    for n in range(12):
        visitor().log_in("ann", f"guess number {n}")
    visitor().log_in("my secret words", "typed into the wrong field")
    visitor("bob")
    account = f"account {world.people['ann']}"
    assert _events(world) == [
        *[("login_failed", account, None)] * 10,
        ("logins_throttled", account, None),
        ("login_failed", "an unknown account", None),
        ("logged_in", f"account {world.people['bob']}", world.people["bob"]),
    ]
    with world.reading() as session:
        written = " ".join(session.scalars(select(AuditEvent.change + AuditEvent.subject)))
    assert "secret words" not in written
    assert "192.0.2" not in written
    assert "127.0.0.1" in written


def test_a_flood_of_failures_is_a_bounded_number_of_events(world: World) -> None:
    _fail(world, LISTED + 7)
    assert len(_events(world)) == LISTED
    with world.writing() as session:
        began = session.scalars(select(FailedLogins.began)).one()
        session.execute(update(FailedLogins).values(began=began - PAUSE))
        session.commit()
    _fail(world, 2)
    following = [action for action, _, _ in _events(world)[LISTED:]]
    assert following == ["logins_not_listed", "login_failed", "login_failed"]
    with world.reading() as session:
        not_listed = AuditEvent.action == "logins_not_listed"
        assert '"failed":7' in session.scalars(select(AuditEvent.change).where(not_listed)).one()
        assert session.scalars(select(FailedLogins.failed)).one() == 2


def _fail(world: World, times: int) -> None:
    with world.writing() as session:
        for number in range(times):
            note_failure(session, name=f"stranger-{number}", address="192.0.2.66")
        session.commit()


def _last_at(session: Session) -> datetime:
    return session.scalars(select(LoginTries.last_at)).one()


def _events(world: World) -> list[tuple[str, str, int | None]]:
    wanted = ("logged_in", "login_failed", "logins_throttled", "logins_not_listed")
    with world.reading() as session:
        rows = session.execute(
            select(AuditEvent.action, AuditEvent.subject, AuditEvent.actor_id)
            .where(AuditEvent.action.in_(wanted))
            .order_by(AuditEvent.id)
        )
        return [(row.action, row.subject, row.actor_id) for row in rows]


def _let_sessions_be_half_over(world: World) -> None:
    """The next request of each person prolongs its session, which opens a transaction."""
    with world.writing() as session:
        for row in session.scalars(select(LoginSession)):
            row.expires_at = now() + timedelta(hours=1)
        session.commit()


def _started(stack: ExitStack, work: Callable[[str], None], address: str) -> threading.Thread:
    thread = threading.Thread(target=work, args=(address,))
    stack.callback(thread.join, 5)
    thread.start()
    return thread


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        threading.Event().wait(0.01)
    pytest.fail("it does not happen")
