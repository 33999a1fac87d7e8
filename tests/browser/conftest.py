"""A real Chromium before a real server: whatever a page complains of fails its test."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.fetching import PUBLIC
from annotator.jobs.worker import work
from tests.browser.chromium import running, served
from tests.browser.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser

    from annotator.fetching import Rules
    from annotator.storage.database import Database
    from tests.world import World

#: Milliseconds: of a machine that has much else to do.
PATIENCE = 30_000


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test's visitors have contexts of their own."""
    expect.set_options(timeout=PATIENCE)
    with running() as browser:
        yield browser


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database: SQLite, unless a test names another."""
    kind = getattr(request, "param", "sqlite")
    return str(request.getfixturevalue(f"{kind}_url"))


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers while the test runs."""
    with served(app) as found:
        yield found


@pytest.fixture
def visitors(chromium: Browser, address: str, world: World) -> Iterator[Visitors]:
    """People who come with browsers of their own; what their pages complained of fails the test."""
    assert world.people
    coming = Visitors(chromium, address, PATIENCE)
    yield coming
    coming.leave()
    assert coming.complaints == []


@pytest.fixture
def rules() -> Rules:
    """What the worker may open: a test of fetching allows its own server."""
    return PUBLIC


@pytest.fixture
def worker(database: Database, rules: Rules) -> Iterator[None]:
    """The worker that reads imported documents and brings sources, while the test runs."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(database, stop, rules))
    thread.start()
    yield
    stop.set()
    thread.join()
