"""The page of a document with very many candidate claims, beside that of a short one."""

from __future__ import annotations

import random
import statistics
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from benchmarks import texts
from benchmarks.desk import stories
from tests import sqlite
from tests.statements import statements
from tests.visitor import Visitor
from tests.world import World
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "The page of a document with very many candidate claims (SQLite)."
FEW = 50
#: The long one opens in about the time of the short one.
MOST = 1.5
TIMES = 15


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield how the page grows with its candidates; a short round has fewer of them."""
    many = 200 if short else 2_000
    with TemporaryDirectory() as folder:
        url = sqlite.empty(Path(folder) / "claimbook.sqlite")
        database = Database(url)
        world = World(database)
        pages = [_document(world, count) for count in (FEW, many)]
        run_waiting(database, COMPARISON)
        app = create_app(Settings(database_url=url, secret_key=token_hex()), database)
        app.testing = True
        editor = Visitor(app.test_client(), world)
        editor.log_in("ed")
        sent = [_sent(editor, database, page) for page in pages]
        times = _times(editor, pages)
        database.dispose()
    yield Figure(
        f"statements for a page of {many:,} candidates, beside one of {FEW}",
        "no more, but for what the next page begins with",
        f"{sent[1]} and {sent[0]}",
        sent[1] <= sent[0] + 1,
    )
    yield Figure(
        f"processor time for a page of {many:,} candidates, beside one of {FEW}",
        f"≤ {MOST:g} times",
        f"{times[1] / times[0]:.2f} times ({times[1] * 1000:.0f} and {times[0] * 1000:.0f} ms)",
        times[1] <= MOST * times[0],
        timed=True,
    )


def _document(world: World, count: int) -> str:
    """Return the page of a document of so many statements in the words of the news."""
    chance = random.Random(texts.SEED + count)  # noqa: S311 - nothing is kept secret by it
    words = stories.known_words()
    facts = (stories.sentence(words, chance).rstrip(".") for _ in range(count))
    return f"/documents/{world.import_statements(*facts, in_set=False)}"


def _sent(editor: Visitor, database: Database, page: str) -> int:
    editor.text(page)
    with statements(database) as sent:
        editor.text(page)
    return len(sent)


def _times(editor: Visitor, pages: list[str]) -> list[float]:
    """Return the median time of each page, measured in turn."""
    spent: list[list[float]] = [[] for _ in pages]
    for _ in range(TIMES):
        for page, times in zip(pages, spent, strict=True):
            begin = process_time()
            assert editor.get(page).status_code == 200  # noqa: S101
            times.append(process_time() - begin)
    return [statistics.median(times) for times in spent]
