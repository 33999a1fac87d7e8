"""A real Chromium before a real server: whatever a page complains of fails its test."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from annotator.fetching import PUBLIC
from annotator.jobs.worker import work
from tests.browser.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser

    from annotator.database import Database
    from annotator.fetching import Rules
    from tests.world import World

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
PATIENCE = 10_000


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, else the one that playwright brought."""
    installed = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database: SQLite, unless a test names another."""
    kind = getattr(request, "param", "sqlite")
    return str(request.getfixturevalue(f"{kind}_url"))


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers while the test runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


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
