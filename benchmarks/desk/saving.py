"""“Submit and show the next claim”: the server's time in a large set, beside the bare transaction.

Each person's requests go straight into the WSGI application, from a thread of their own, without a
pause between them: nothing but the application and its database takes time.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from annotator.settings import Settings
from annotator.web import create_app
from benchmarks.desk.bare import BareAnnotator
from benchmarks.desk.judged import judge_all_but
from benchmarks.desk.people import Annotator
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask import Flask

    from annotator.database import Database

#: So many claims are still to be judged in the late state.
LEFT = 200


class Saves(Protocol):
    """Somebody who can save."""

    def save(self) -> tuple[float, str]:
        """Seconds, and what was wrong."""


@dataclass(frozen=True, slots=True)
class Round:
    """Some people saving at once: seconds of each save, of all together, and what was refused."""

    saves: list[float]
    seconds: float
    refused: list[str]

    @property
    def rate(self) -> float:
        """Saves a second."""
        return len(self.saves) / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds."""
        return 1000 * quantiles(self.saves, n=100, method="inclusive")[percent - 1]


def application(database: Database) -> Flask:
    """The pages over a database."""
    address = database.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=address, secret_key="benchmark"), database)  # noqa: S106


def at_once(people: Sequence[Saves], saves: int) -> Round:
    """Everybody saves so often, each as soon as the save before is done."""
    start = threading.Barrier(len(people))

    def work(person: Saves) -> list[tuple[float, str]]:
        start.wait()
        return [person.save() for _ in range(saves)]

    begin = perf_counter()
    with ThreadPoolExecutor(len(people)) as pool:
        done = [save for found in pool.map(work, people) for save in found]
    seconds = perf_counter() - begin
    return Round([took for took, _ in done], seconds, [why for _, why in done if why])


@dataclass(frozen=True, slots=True)
class Size:
    """Of one round: claims in the set, saves of each person, `some` and `many` people at once."""

    claims: int = 100_000
    saves: int = 40
    some: int = 16
    many: int = 64

    @property
    def people(self) -> int:
        """Those at the desk, and others for the bare transaction: the last of them alone."""
        return self.many + self.some + 1


def load(database: Database, claim_set_id: int, size: Size) -> Iterator[Row]:
    """Rows for some people at once, the bare transaction, and many people."""
    app = application(database)
    people = [Annotator(app, f"reader-{n}", claim_set_id) for n in range(1, size.many + 1)]
    at_once(people[:1], 3)
    ours = at_once(people[: size.some], size.saves)
    middle, high, highest = (ours.percentile(percent) for percent in (50, 95, 99))
    name = f"{size.some} people at once"
    yield Row(f"{name}: p50", "", f"{middle:.0f} ms")
    yield Row(f"{name}: p95", "≤ 110 ms", f"{high:.0f} ms")
    yield Row(f"{name}: p99", "≤ 5 × p50", f"{highest:.0f} ms, {highest / middle:.1f} × p50")
    yield Row(f"{name}: failed", "0", failed(ours))
    yield from against_bare(database, ours, size)
    bare = BareAnnotator(database, size.people, size.claims // 2)
    yield alone(people[0], bare, size.saves)
    many = at_once(people, max(1, size.saves // 8))
    yield Row(f"{size.many} people at once: failed", "0", failed(many))


def failed(done: Round) -> str:
    """How many of how many, with the statuses."""
    statuses = ", ".join(sorted(set(done.refused)))
    return f"{len(done.refused)} of {len(done.saves)}{f' ({statuses})' if statuses else ''}"


def against_bare(database: Database, ours: Round, size: Size) -> Iterator[Row]:
    """How many a second, and how many of the bare transaction by as many people."""
    numbers = range(size.many + 1, size.people)
    people = [BareAnnotator(database, number, size.claims // 2) for number in numbers]
    bare = at_once(people, size.saves)
    for person in people:
        person.close()
    ratio = bare.rate / ours.rate
    yield Row("saves a second, bare transaction", "", f"{bare.rate:.0f}")
    yield Row("saves a second", "", f"{ours.rate:.0f}, 1 / {ratio:.1f} of the bare transaction")


def alone(ours: Annotator, bare: BareAnnotator, saves: int) -> Row:
    """One person without anybody else, in turns with the bare transaction."""
    found = in_turns(ours, bare, saves)
    bare.close()
    return Row("one person: median", "", f"{1000 * found[0]:.0f} ms, bare {1000 * found[1]:.1f} ms")


def in_turns(one: Saves, other: Saves, saves: int) -> tuple[float, float]:
    """The medians of both in seconds; both meet the same machine. The first saves do not count."""
    for person in (one, other):
        person.save()
    pairs = [(one.save()[0], other.save()[0]) for _ in range(saves)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def growth(early: Database, late: Database, claim_set_id: int, saves: int) -> Row:
    """The save of somebody who has judged nothing, and of one who has judged nearly all."""
    judge_all_but(late, LEFT)
    begun = Annotator(application(early), "reader-1", claim_set_id)
    done = Annotator(application(late), "reader-1", claim_set_id)
    first, last = in_turns(begun, done, min(saves, LEFT // 2))
    reached = f"{last / first:.2f} × ({1000 * first:.0f} and {1000 * last:.0f} ms)"
    return Row("the last saves of the set, by the first", "≤ 1.1 ×", reached)
