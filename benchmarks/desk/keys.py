"""How many keys a whole claim takes, its two sources brought from their addresses."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.jobs.fetching import FETCH
from annotator.jobs.worker import work
from benchmarks.table import Row
from tests.browser import desk
from tests.fetching.server import page as answer
from tests.fetching.server import serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from annotator.storage.database import Database
    from tests.fetching.server import Server

#: The words of two papers that are linked; papers with one text would be one source.
LINKED = {"/herald": "the society counted forty-one", "/courier": "No request was refused"}
PRINTED = {
    "/herald": f"On Friday {LINKED['/herald']} people at the gate of the old customs house.",
    "/courier": f"{LINKED['/courier']}, said the porter, who keeps a list of his own.",
}
PAUSE_SECONDS = 0.05


def rows(page: Page, database: Database) -> Iterator[Row]:
    """Yield the claim on screen is judged on two sources; typing does not count."""
    with _newspaper(database) as server:
        sources = {server.address + path: words for path, words in LINKED.items()}
        pressed = desk.judge_by_keys(page, sources)
        desk.see_saved(page)
    yield Row("keys for a claim with two sources, beyond typing", "≤ 12", f"{pressed}")


@contextmanager
def _newspaper(database: Database) -> Iterator[Server]:
    """Yield a server, and a thread that fetches texts of sources and does nothing else."""
    stop = threading.Event()

    def give(connected: socket.socket, path: str) -> None:
        answer(PRINTED[path].encode())(connected, path)

    with serving(give) as server:
        only_sources = (database, stop, server.rules, (replace(FETCH, pause=PAUSE_SECONDS),))
        thread = threading.Thread(target=work, args=only_sources)
        thread.start()
        try:
            yield server
        finally:
            stop.set()
            thread.join()
