"""Newsrooms whose server answers an error as it would answer a browser, and never raises it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
