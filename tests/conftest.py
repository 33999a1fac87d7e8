"""Databases, the application and a browser: real ones, made once, the data new for each test."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Hundreds of log-ins: the cost of a password is for those who attack it, not for a test.
os.environ["CLAIMBOOK_CHEAP_PASSWORDS"] = "1"

import pytest

from annotator.jobs.migration import migrate
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests import postgresql as postgresql_server
from tests import sqlite
from tests.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from tests.past import Past

SHARED = Path(
    os.environ.get("CLAIMBOOK_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared"
)


def pytest_configure() -> None:
    """Let an interrupt be one, and compiled modules be kept, here and in what the tests start.

    A shell that runs the tests in the background has interrupts ignored, and programs inherit that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Tests start dozens of processes: the first keeps for the others what it compiled.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from reading all modules and tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test meet the heads of another test's audit log."""
    monkeypatch.setenv("CLAIMBOOK_INSTANCE", str(tmp_path))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    sqlite.empty(path)
    return path


@pytest.fixture(scope="session")
def peopled_sqlite(migrated_sqlite: Path) -> Path:
    """The same with the people and the set of a world."""
    path = migrated_sqlite.with_name("peopled.sqlite")
    shutil.copy(migrated_sqlite, path)
    _happen(f"sqlite:///{path}")
    sqlite.fold(path)
    return path


@pytest.fixture(scope="session")
def sqlite_after(peopled_sqlite: Path) -> Callable[[Past], Path]:
    """The same after something has happened, once for all tests that come after it."""

    @functools.cache
    def made(past: Past) -> Path:
        path = peopled_sqlite.with_name(f"after-{past.__module__}.{past.__name__}.sqlite")
        shutil.copy(peopled_sqlite, path)
        _happen(f"sqlite:///{path}", past)
        sqlite.fold(path)
        return path

    return made


def _happen(url: str, past: Past | None = None) -> None:
    """Let a database have people, and what they did before the tests."""
    world = World(Database(url))
    if past:
        past(world)
    # No connection to a template may be open.
    world.database.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, without the database's name."""
    with postgresql_server.folder() as folder, postgresql_server.server(folder) as address:
        postgresql_server.hurry(address)
        yield address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str) -> str:
    """The name of a PostgreSQL database with all tables and nothing in them."""
    address = postgresql_server.made(postgresql, "migrated")
    migrate(address)
    postgresql_server.apart(address)
    return "migrated"


@pytest.fixture(scope="session")
def peopled_postgresql(postgresql: str, migrated_postgresql: str) -> str:
    """The name of one with the people and the set of a world."""
    _happen(postgresql_server.made(postgresql, "peopled", template=migrated_postgresql))
    return "peopled"


@pytest.fixture(scope="session")
def postgresql_after(postgresql: str, peopled_postgresql: str) -> Callable[[Past], str]:
    """The name of the same after something has happened, once for all that come after it."""

    @functools.cache
    def made(past: Past) -> str:
        # Two functions may have one name, and a long one is cut.
        name = f"after_{id(past)}"
        _happen(postgresql_server.made(postgresql, name, template=peopled_postgresql), past)
        return name

    return made


@pytest.fixture
def template(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """What a test's database is a copy of, by the kind of database.

    To make its people, and what they did before the test, costs more than the copy.
    """

    def found(kind: str) -> Any:
        if mark := request.node.get_closest_marker("after"):
            return request.getfixturevalue(f"{kind}_after")(*mark.args)
        with_people = "peopled" if "world" in request.fixturenames else "migrated"
        return request.getfixturevalue(f"{with_people}_{kind}")

    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database: every test that wants one runs on both."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgresql_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
def sqlite_url(template: Callable[[str], Path]) -> str:
    """A migrated SQLite file, empty but for the people of a test that wants a world."""
    original = template("sqlite")
    path = original.with_name("claimbook.sqlite")
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.copy(original, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql: str, template: Callable[[str], str]) -> Iterator[str]:
    """A migrated PostgreSQL database, empty but for the people of a test that wants a world."""
    yield postgresql_server.made(postgresql, "claimbook", template=template("postgresql"))
    postgresql_server.dropped(postgresql, "claimbook")


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database."""
    found = _database(url)
    yield found
    found.dispose()


@pytest.fixture
def world(database: Database) -> World:
    """A database with people and a claim set, made through the operations."""
    return World(database)


@pytest.fixture
def app(database: Database) -> Flask:
    """The application over the test's database."""
    return _application(database)


@pytest.fixture
def visitor(app: Flask, world: World) -> Callable[..., Visitor]:
    """A new visitor each time, logged in when a name is given."""

    def come(name: str | None = None) -> Visitor:
        found = Visitor(app.test_client(), world)
        if name:
            assert found.log_in(name).status_code == 302
        return found

    return come


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmark data, which is not a part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"the benchmark data is not at {SHARED}; CLAIMBOOK_SHARED names another place")
    return SHARED


@functools.cache
def _database(url: str) -> Database:
    """One for all tests, which find another database behind the same address.

    What SQLAlchemy has compiled for it holds as long as it does.
    """
    return Database(url)


@functools.cache
def _application(database: Database) -> Flask:
    """One for all tests, which compiles each template once."""
    settings = Settings(
        database_url=database.url.render_as_string(hide_password=False),
        secret_key="for tests",
        design_page=True,
    )
    made = create_app(settings, database)
    made.testing = True
    return made
