"""The first page of each list against the bare query and template of the same rows, and searches
by the clock.
"""

from __future__ import annotations

import gzip
import random
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import render_template_string
from sqlalchemy import text

from annotator.folding import terms
from annotator.queries.search.found import KINDS, SearchInput
from benchmarks.table import Row
from benchmarks.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from annotator.storage.database import Database
    from benchmarks.pages.newsroom import Words

MOST_TIMES, MOST_NEWEST, MOST_RANKED, MOST_BYTES = 8, 50, 100, 60_000
ROUNDS, SEARCHES = 15, 200
#: Each list with its bare statement: the texts, names and dates of as many rows.
_CLAIMS = """
SELECT claim.id, claim.text, agent.name, document.title, document.published_at
FROM claim JOIN match ON match.claim_id = claim.id JOIN mention ON mention.id = match.mention_id
JOIN document ON document.id = mention.document_id
JOIN attribution ON attribution.id = mention.attribution_id
JOIN agent ON agent.id = attribution.speaker_id
"""
LISTS = {
    "/claims": f"{_CLAIMS} ORDER BY claim.id DESC LIMIT 50",
    "/claims?claim_set=1": f"{_CLAIMS} ORDER BY claim.id LIMIT 50",
    "/claims?speaker=7": f"{_CLAIMS} WHERE agent.id = 7 ORDER BY claim.id DESC LIMIT 50",
    "/claims?outlet=7&since=2025": f"{_CLAIMS} WHERE document.outlet_id = 7 LIMIT 50",
    "/claims?state=open": f"{_CLAIMS} ORDER BY claim.id DESC LIMIT 50",
    "/sets/1": f"{_CLAIMS} ORDER BY claim.id LIMIT 30",
    "/documents": "SELECT id, title, published_at FROM document ORDER BY id DESC LIMIT 30",
    "/speakers": "SELECT id, name FROM agent ORDER BY name LIMIT 50",
}
_TEMPLATE = """<table>{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>
{% endfor %}</tr>{% endfor %}</table>"""


def lists(app: Flask, client: FlaskClient, database: Database) -> Iterator[Row]:
    """Yield what each first page takes of the processor, and how much it sends."""
    for address, statement in LISTS.items():
        page = _median(partial(_page, client, address))
        bare = _median(partial(_bare, app, database, statement))
        sent = len(gzip.compress(_page(client, address)))
        yield Row(
            f"{address}, first page",
            f"≤ {MOST_TIMES} × bare, ≤ {MOST_BYTES // 1000} KB",
            f"{page / bare:.1f} × ({page * 1000:.0f} ms of {bare * 1000:.1f}),"
            f" {sent / 1000:.1f} KB",
        )


def searches(database: Database, words: Words) -> Iterator[Row]:
    """Yield the 95th percentile of searches for two words, by the clock."""
    random_ = random.Random(5)  # noqa: S311 - the same at each run
    for order, newest, most in (("newest", True, MOST_NEWEST), ("ranked", False, MOST_RANKED)):
        taken = []
        for _ in range(SEARCHES):
            query = " ".join(random_.choices(words.words, cum_weights=words.weights, k=2))
            asked = SearchInput(terms(query), 1, 20, newest)
            begin = time.perf_counter()
            with database.reading() as session:
                KINDS["claims"](session, asked)
            taken.append((time.perf_counter() - begin) * 1000)
        taken.sort()
        middle, slow = taken[SEARCHES // 2], taken[SEARCHES * 95 // 100]
        yield Row(
            f"search for two words, {order}",
            f"p95 ≤ {most} ms",
            f"{slow:.0f} ms, median {middle:.0f} ms, longest {taken[-1]:.0f} ms",
        )


def _page(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return bytes(answer.data)


def _bare(app: Flask, database: Database, statement: str) -> str:
    with app.app_context(), database.reading() as session:
        rows: Any = session.connection().execute(text(statement)).all()
        return render_template_string(_TEMPLATE, rows=rows)


def _median(work: Callable[[], object]) -> float:
    work()
    return sorted(seconds(work) for _ in range(ROUNDS))[ROUNDS // 2]
