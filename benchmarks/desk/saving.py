"""“Submit and show the next claim”: the server's time in a large set, beside the bare transaction.

Each person's requests go straight into the WSGI application, from a thread of their own, without a
pause between them: nothing but the application and its database takes time. There are as many
processes as `serve` has, one a core.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from annotator.jobs.pool import cores
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from benchmarks.desk.bare import BareAnnotator
from benchmarks.desk.crowd import WARMING, at_once
from benchmarks.desk.judged import judge_all_but
from benchmarks.desk.people import Annotator, AppDoor
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from benchmarks.desk.crowd import Round, Saves

#: Seconds of those who do not save without a pause: who reads needs a minute.
PAUSE = 1.0
#: So many claims are still to be judged in the late state.
LEFT = 200


def application(database: Database) -> Flask:
    """Return the pages over a database."""
    address = database.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=address, secret_key="benchmark"), database)  # noqa: S106


@dataclass(frozen=True, slots=True)
class Size:
    """Of one round: claims in the set, saves of each person, `some` and `many` people at once.

    `warming` is how many saves of each person come before, and do not count.
    """

    claims: int = 100_000
    saves: int = 40
    some: int = 16
    many: int = 64
    warming: int = WARMING

    @property
    def people(self) -> int:
        """Return those at the desk, and others for the bare transaction: the last of them alone."""
        return self.many + self.some + 1


def load(database: Database, claim_set_id: int, size: Size) -> Iterator[Row]:
    """Yield rows for some people at once, the bare transaction, and many people."""
    processes = cores()
    address = database.url.render_as_string(hide_password=False)
    database.dispose()

    def desks(first: int, people: int) -> list[Callable[[], list[Annotator]]]:
        return [
            partial(_at_desks, address, claim_set_id, n) for n in _shares(first, people, processes)
        ]

    name = f"{size.some} people at once"
    ours = at_once(desks(1, size.some), size.saves, warming=size.warming)
    yield Row("processes, as `serve` has them", "", str(processes))
    yield from _times(name, ours)
    paced = at_once(desks(1, size.some), max(2, size.saves // 2), PAUSE, size.warming)
    yield Row(f"{name}, a second between their saves: p95", "", f"{paced.percentile(95):.0f} ms")
    numbers = _shares(size.many + 1, size.some, processes)
    bare_people = [partial(_bare, address, size.claims // 2, n) for n in numbers]
    bare = at_once(bare_people, size.saves, warming=size.warming)
    yield Row("saves a second, bare transaction", "", f"{bare.rate:.0f}")
    ratio = bare.rate / ours.rate
    yield Row("saves a second", "", f"{ours.rate:.0f}, 1 / {ratio:.1f} of the bare transaction")
    many = at_once(desks(1, size.many), max(1, size.saves // 8), warming=size.warming)
    yield Row(f"{size.many} people at once: failed", "0", failed(many))
    one = Annotator(AppDoor(application(database)), "reader-1", claim_set_id)
    yield alone(one, BareAnnotator(database, size.people, size.claims // 2), size.saves)


def _times(name: str, done: Round) -> Iterator[Row]:
    """Yield how long the saves of one round took, and which failed."""
    middle, high, highest = (done.percentile(percent) for percent in (50, 95, 99))
    yield Row(f"{name}: p50", "", f"{middle:.0f} ms")
    yield Row(f"{name}: p95", "≤ 110 ms", f"{high:.0f} ms")
    yield Row(f"{name}: p99", "≤ 5 × p50", f"{highest:.0f} ms, {highest / middle:.1f} × p50")
    yield Row(f"{name}: failed", "0", failed(done))


def _shares(first: int, people: int, processes: int) -> list[range]:
    """Return the numbers of the people in each process that has any."""
    return [range(first + n, first + people, processes) for n in range(min(people, processes))]


def _at_desks(address: str, claim_set_id: int, numbers: range) -> list[Annotator]:
    app = application(Database(address))
    return [Annotator(AppDoor(app), f"reader-{n}", claim_set_id) for n in numbers]


def _bare(address: str, after: int, numbers: range) -> list[BareAnnotator]:
    database = Database(address)
    return [BareAnnotator(database, n, after) for n in numbers]


def failed(done: Round) -> str:
    """Return how many of how many, with the statuses."""
    statuses = ", ".join(sorted(set(done.refused)))
    return f"{len(done.refused)} of {len(done.saves)}{f' ({statuses})' if statuses else ''}"


def alone(ours: Annotator, bare: BareAnnotator, saves: int) -> Row:
    """Return one person without anybody else, in turns with the bare transaction."""
    found = in_turns(ours, bare, saves)
    bare.close()
    return Row("one person: median", "", f"{1000 * found[0]:.0f} ms, bare {1000 * found[1]:.1f} ms")


def in_turns(one: Saves, other: Saves, saves: int) -> tuple[float, float]:
    """Return the medians of both in seconds; both meet the same machine. The first saves do not
    count.
    """
    for person in (one, other):
        person.save()
    pairs = [(one.save()[0], other.save()[0]) for _ in range(saves)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def growth(early: Database, late: Database, claim_set_id: int, saves: int) -> Row:
    """Return the save of a person who judged nothing, and of one who judged nearly all."""
    judge_all_but(late, LEFT)
    begun = Annotator(AppDoor(application(early)), "reader-1", claim_set_id)
    done = Annotator(AppDoor(application(late)), "reader-1", claim_set_id)
    first, last = in_turns(begun, done, min(saves, LEFT // 2))
    reached = f"{last / first:.2f} × ({1000 * first:.0f} and {1000 * last:.0f} ms)"
    return Row("the last saves of the set, by the first", "≤ 1.1 ×", reached)
