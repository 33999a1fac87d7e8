"""A page, and `/health`, name the state that keeps the database from being used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.http.access import allow_anybody
from annotator.http.transaction import session
from annotator.models import Outlet
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests import troubles
from tests.visitor import Visitor
from tests.world import PASSWORD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask


@pytest.fixture
def impatient(url: str) -> Iterator[World]:
    """A newsroom whose database waits for no lock."""
    yield from _newsroom(url)


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[World]:
    """A newsroom whose database is an SQLite file and waits for no lock."""
    yield from _newsroom(sqlite_url)


@pytest.mark.parametrize(
    ("trouble", "title", "state"),
    [
        (troubles.pend, "The database must be migrated", "migration-pending"),
        (troubles.lose_column, "The database is not available", "ok"),
    ],
)
def test_a_page_on_a_database_without_a_column_says_what_is_wrong_and_what_to_do(
    impatient: World, trouble: Callable[[Database], None], title: str, state: str
) -> None:
    ann = _visitor(impatient, "ann")
    trouble(impatient.database)
    answer = ann.get(f"/sets/{impatient.claim_set_id}/mine")
    assert (answer.status_code, f"<h1>{title}</h1>" in answer.text) == (503, True)
    assert "An administrator must" in answer.text
    assert "Retry-After" not in answer.headers
    # No query reads every column to know whether it exists.
    assert _health(impatient.database)[1] == state


def test_a_newer_database_is_named_on_the_page_and_by_health(impatient: World) -> None:
    ann = _visitor(impatient, "ann")
    troubles.lose_column(impatient.database)
    troubles.stamp(impatient.database)
    answer = ann.get(f"/sets/{impatient.claim_set_id}/mine")
    assert (answer.status_code, "newer than Claimbook" in answer.text) == (503, True)
    assert _health(impatient.database) == (503, "newer")


def test_a_form_on_a_locked_database_may_be_sent_again(impatient: World) -> None:
    ann = _visitor(impatient, "ann")
    new = {"password": "another long password", "again_password": "another long password"}
    form = {**ann.hidden("/account"), "old_password": PASSWORD, **new}
    with troubles.locked(impatient.database):
        answer = ann.post("/account", form)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "The database is locked" in answer.text
    assert ann.post("/account", form).status_code < 400


def test_health_names_a_lock_on_the_whole_database(on_sqlite: World) -> None:
    with troubles.locked(on_sqlite.database):
        assert _health(on_sqlite.database) == (503, "locked")
    assert _health(on_sqlite.database) == (200, "ok")


@pytest.mark.parametrize(
    ("trouble", "status", "state"),
    [
        (troubles.fill_disk, 507, "disk-full"),
        (troubles.forbid_writing, 503, "read-only"),
        (troubles.damage, 503, "damaged"),
    ],
)
def test_health_names_trouble_with_the_file(
    on_sqlite: World, trouble: Callable[[Database], None], status: int, state: str
) -> None:
    trouble(on_sqlite.database)
    assert _health(on_sqlite.database) == (status, state)


def test_a_page_on_a_damaged_file_needs_nothing_from_it(on_sqlite: World) -> None:
    ann = _visitor(on_sqlite, "ann")
    troubles.damage(on_sqlite.database)
    answer = ann.get("/")
    assert (answer.status_code, "The database file is damaged" in answer.text) == (503, True)


def test_health_names_a_database_that_does_not_answer() -> None:
    assert _health(Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")) == (503, "away")


def test_a_disk_that_is_full_at_the_commit_has_its_page_too(on_sqlite: World) -> None:
    app = _application(on_sqlite.database)

    @app.post("/grow")
    @allow_anybody
    def grow() -> str:
        session().add(Outlet(name="x" * 1_000_000))
        return "grown"

    app.config["WTF_CSRF_ENABLED"] = False
    troubles.fill_disk(on_sqlite.database)
    answer = app.test_client().post("/grow")
    assert (answer.status_code, "The disk is full" in answer.text) == (507, True)


def _newsroom(url: str) -> Iterator[World]:
    database = Database(url, wait_seconds=0.05)
    yield World(database)
    database.dispose()


def _application(database: Database) -> Flask:
    url = database.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, secret_key="for tests"), database)
    app.testing = True
    return app


def _visitor(world: World, name: str) -> Visitor:
    found = Visitor(_application(world.database).test_client(), world)
    assert found.log_in(name).status_code == 302
    return found


def _health(database: Database) -> tuple[int, str]:
    """Return the status of `/health` and the state that it names."""
    answer = _application(database).test_client().get("/health")
    return answer.status_code, answer.text.partition(":")[0].strip()
