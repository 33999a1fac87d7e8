"""How long it takes to verify a long log."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import insert

from annotator.actions import Action
from annotator.hash_chain import BEGINNING, Link, canonical, change, digest, moment
from annotator.models import Agent, AuditEvent
from annotator.models.vouched import VOUCHED
from annotator.queries.audit_log.verification import verify
from annotator.storage.database import Database
from tests import sqlite
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, SHORT = 1_000_000, 200
SECONDS = 15.0
#: A log of twice the length may take so many times as long with contents.
GROWTH = 2.3
#: An event of a judgement vouches for eight rows.
ROWS = 8
BATCH = 10_000
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_AGENT = VOUCHED["agent"]


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield the time for a chain, and for one of a tenth and of twice that with contents."""
    events = SHORT if short else MOST
    with _log(events, rows=False) as database:
        seconds = _seconds(database, contents=False)
    yield Figure(
        f"verifying a chain of {events:,} events",
        f"at most {SECONDS:g} s",
        f"{seconds:.1f} s",
        seconds <= SECONDS,
        timed=True,
    )
    tenth = events // 10
    with _log(tenth, rows=True) as database:
        half = _seconds(database, contents=True)
    with _log(2 * tenth, rows=True) as database:
        whole = _seconds(database, contents=True)
    yield Figure(
        f"the same with contents, {2 * tenth:,} events against {tenth:,}",
        f"at most {GROWTH:g} times as long",
        f"{whole:.1f} s against {half:.1f} s, {whole / half:.2f} times as long",
        whole <= GROWTH * half,
        timed=True,
    )


@contextmanager
def _log(events: int, *, rows: bool) -> Iterator[Database]:
    """Yield a database with so many events in the chain of a set, each vouching for rows.

    Without `rows` they all vouch for the same ones, which are not there: who verifies a chain alone
    reads the words of each event and no row.
    """
    with TemporaryDirectory() as folder:
        database = Database(sqlite.empty(Path(folder) / "log.sqlite"))
        _fill(database, events, rows=rows)
        yield database
        database.dispose()


def _fill(database: Database, events: int, *, rows: bool) -> None:
    previous, ids = BEGINNING, itertools.count(1)
    own = _agents(ids)
    vouches = _vouched(own)
    for start in range(1, events + 1, BATCH):
        agents, written = [], []
        for number in range(start, min(start + BATCH, events + 1)):
            link = _link(number, vouches)
            hash_ = digest(previous, link)
            # As a row has it: in words a link has its time.
            at = _BEGUN + timedelta(seconds=number)
            written.append({**link._asdict(), "at": at, "previous": previous, "hash": hash_})
            previous = hash_
            if rows:
                agents += own
                own = _agents(ids)
                vouches = _vouched(own)
        with database.engine.begin() as connection:
            if agents:
                connection.execute(insert(Agent), agents)
            connection.execute(insert(AuditEvent), written)


def _agents(ids: Iterator[int]) -> list[dict[str, object]]:
    return [
        {"id": row, "name": f"Speaker {row}", "organisation": False, "same_as_id": None}
        for row in itertools.islice(ids, ROWS)
    ]


def _vouched(agents: list[dict[str, object]]) -> str:
    seals = {_AGENT.key_of(one): f"+{_AGENT.seal_of(one).text}" for one in agents}
    return canonical({"agent": seals})


def _link(number: int, vouches: str) -> Link:
    return Link(
        chain=1,
        number=number,
        token=f"{number:024d}",
        at=moment(_BEGUN + timedelta(seconds=number)),
        actor_id=1,
        action=Action.JUDGEMENT_SUBMITTED.value,
        subject=f"judgement {number}",
        claim_set_id=1,
        set_claim_id=number,
        change=change(None, {"number": 1, "fingerprint": BEGINNING}),
        vouches=vouches,
    )


def _seconds(database: Database, *, contents: bool) -> float:
    with database.reading() as session:
        begun = perf_counter()
        found = verify(session, contents=contents)
        seconds = perf_counter() - begun
    if found.broken is not None:
        raise AssertionError(found.broken.words)
    return seconds
