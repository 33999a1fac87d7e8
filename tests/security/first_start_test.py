"""The first account: made once, by who has the link that `serve` printed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, text, update

from annotator.clock import now
from annotator.errors import NotFound
from annotator.models import FirstStart
from annotator.operations.people import first_start
from annotator.passwords import new_password
from annotator.queries.corpus.documents import count_documents
from annotator.queries.people.people import people
from annotator.terms import Role
from tests.visitor import hidden_fields

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from annotator.queries.people.people import Person
    from annotator.storage.database import Database
    from tests.world import World

GIVEN = {
    "name": "nia",
    "display_name": "Nia Brandt",
    "password": "herons over the weir",
    "again_password": "herons over the weir",
    "begins": "empty",
}


def test_the_link_makes_an_administrator_who_is_logged_in_and_works_once(
    app: Flask, database: Database
) -> None:
    client, link = app.test_client(), _link(database)
    assert "There is no account yet." in client.get("/login").text
    for _ in range(2):
        assert "Welcome to Claimbook" in client.get(link).text
    late = app.test_client()
    held = hidden_fields(late.get(link).text)
    made = _send(client, link)
    assert (made.status_code, made.location) == (302, "/")
    assert "Start with a text" in client.get("/").text
    (nia,) = _people(database)
    assert (nia.name, nia.display_name) == ("nia", "Nia Brandt")
    assert nia.roles == {Role.ADMINISTRATOR, Role.EDITOR}
    for answer in (late.get(link), late.post(link, data={**GIVEN, **held, "name": "mallory"})):
        assert answer.status_code == 404
        assert "This link does not work any more." in answer.text
    assert "There is no account yet." not in late.get("/login").text
    assert len(_people(database)) == 1


def test_who_works_alone_can_judge_too(app: Flask, database: Database) -> None:
    assert _send(app.test_client(), _link(database), judges="y").status_code == 302
    (nia,) = _people(database)
    assert nia.roles == {Role.ADMINISTRATOR, Role.EDITOR, Role.ANNOTATOR}


def test_of_two_browsers_at_once_one_makes_the_account(database: Database) -> None:
    token, begin = _token(database), threading.Barrier(2)
    passwords = [new_password(f"{word} over the weir") for word in ("herons", "gannets")]

    def made(number: int) -> bool:
        begin.wait()
        with database.writing() as session:
            try:
                first_start.begin(
                    session,
                    token=token,
                    name=f"nia{number}",
                    display_name="Nia",
                    password=passwords[number],
                    judges=False,
                )
            except NotFound:
                return False
            session.commit()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(made, range(2))) == [False, True]
    assert len(_people(database)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "short", "again_password": "short"}, "at least 12"),
        ({"password": "password1234", "again_password": "password1234"}, "common"),
        ({"again_password": "another one over there"}, "differ"),
        ({"begins": ""}, "Choose one of the two."),
        ({"begins": "everything"}, "Begin with"),
        ({"name": "Ñ!"}, "A user name has"),
    ],
)
def test_a_refused_form_makes_nothing_and_leaves_the_link(
    app: Flask, database: Database, wrong: dict[str, str], said: str
) -> None:
    client, link = app.test_client(), _link(database)
    answer = _send(client, link, **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert not _people(database)
    assert client.get(link).status_code == 200


def test_a_form_without_its_guard_makes_nothing(app: Flask, database: Database) -> None:
    client, link = app.test_client(), _link(database)
    assert client.post(link, data=GIVEN).status_code != 302
    assert not _people(database)


def test_where_others_reach_the_pages_no_account_is_made_whose_password_everybody_knows(
    app: Flask, database: Database
) -> None:
    client, link = app.test_client(), _link(database, local=False)
    assert "Try the demonstration" not in client.get(link).text
    assert _send(client, link, begins="demonstration").status_code == 422
    assert not _people(database)


def test_a_restart_an_account_and_72_hours_void_the_link(app: Flask, database: Database) -> None:
    client, first = app.test_client(), _link(database)
    second = _link(database)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    ended = now() - timedelta(seconds=1)
    with database.writing() as session:
        before = ended - timedelta(hours=72)
        session.execute(update(FirstStart).values(made_at=before, expires_at=ended))
        session.commit()
    assert client.get(second).status_code == 404


def test_no_link_is_offered_where_there_is_an_account(world: World) -> None:
    with world.writing() as session:
        assert first_start.offer(session, local=True) is None


def test_the_token_stands_nowhere_in_the_database(database: Database) -> None:
    token = _token(database)
    with database.reading() as session:
        for table in inspect(database.engine).get_table_names():
            rows = session.execute(text(f'SELECT * FROM "{table}"')).all()
            assert token not in str(rows), table


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_demonstration_comes_with_the_account(app: Flask, database: Database) -> None:
    client, link = app.test_client(), _link(database)
    # The name of one of its accounts: nothing is made.
    answer = _send(client, link, name="emil", begins="demonstration")
    assert answer.status_code == 422
    assert not _people(database)
    assert _send(client, link, begins="demonstration").status_code == 302
    assert {"nia", "amira", "greta"} <= {one.name for one in _people(database)}
    with database.reading() as session:
        assert count_documents(session) > 10
    assert "Verania, December" in client.get("/").text


def _link(database: Database, *, local: bool = True) -> str:
    return f"/start/{_token(database, local=local)}"


def _token(database: Database, *, local: bool = True) -> str:
    with database.writing() as session:
        token = first_start.offer(session, local=local)
        session.commit()
    assert token is not None
    return token


def _send(client: FlaskClient, link: str, **changed: str) -> Any:
    fields = {**hidden_fields(client.get(link).text), **GIVEN, **changed}
    return client.post(link, data=fields)


def _people(database: Database) -> tuple[Person, ...]:
    with database.reading() as session:
        return people(session)
