"""Databases and newsrooms that may get into trouble.

Their server answers an error as it would answer a browser, and never raises it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests import postgresql as postgresql_server
from tests.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask


def served(database: Database) -> Flask:
    """The application over a database, as it is served."""
    url = database.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=url, secret_key="for tests" * 4), database)


@pytest.fixture
def newsroom(url: str) -> Iterator[World]:
    """A world whose database may get into trouble: no other test shares its connections."""
    database = Database(url, wait_seconds=0.3)
    yield World(database)
    database.dispose()


@pytest.fixture
def come(newsroom: World) -> Callable[[str], Visitor]:
    """A person of the newsroom who has logged in."""
    app = served(newsroom.database)

    def visit(name: str) -> Visitor:
        found = Visitor(app.test_client(), newsroom)
        assert found.log_in(name).status_code == 302
        return found

    return visit


@pytest.fixture
def empty_url(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'empty' / 'claimbook.sqlite'}"
        return
    server = request.getfixturevalue("postgresql")
    yield postgresql_server.made(server, "empty")
    postgresql_server.dropped(server, "empty")


@pytest.fixture
def world_on_sqlite(sqlite_url: str) -> Iterator[World]:
    """A world on SQLite alone."""
    yield from _world(sqlite_url)


@pytest.fixture
def world_on_postgresql(postgresql_url: str) -> Iterator[World]:
    """A world on PostgreSQL alone."""
    yield from _world(postgresql_url)


def _world(url: str) -> Iterator[World]:
    database = Database(url)
    yield World(database)
    database.dispose()
