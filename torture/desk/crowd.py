"""Sixteen people who save at the desk of a real `serve`, with and without a disturbance.

Each waits for about a second before a save, as people do. Quiet and disturbed rounds alternate, so
that both meet the same machine.
"""

from __future__ import annotations

import itertools
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from benchmarks.desk import newsroom
from benchmarks.desk.crowd import Round
from benchmarks.desk.databases import SQLite, databases
from benchmarks.desk.people import Annotator
from benchmarks.desk.round import opened
from tests.serving import serving
from torture.desk.door import HttpDoor
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

#: More, by the round's number: what a disturbance needs beside the people at the desk.
OTHERS = 4
WARMING = 3


@dataclass(frozen=True, slots=True)
class Size:
    """Of one comparison: people at the desk, saves of each in a round, pairs of rounds, claims.

    `pause` is the mean of the seconds that each waits before a save.
    """

    people: int = 16
    saves: int = 15
    pairs: int = 3
    claims: int = 4000
    pause: float = 1.0


SHORT = Size(people=2, saves=3, pairs=1, claims=120, pause=0.1)


@dataclass(frozen=True, slots=True)
class Place:
    """A `serve` with people at its desk: where it is, its database, and its instance folder.

    Further accounts are `reader-{people + 1}` to `reader-{people + OTHERS}`; all have
    `newsroom.PASSWORD`.
    """

    kind: str
    address: str
    database_url: str
    folder: Path
    claim_set_id: int
    size: Size
    people: tuple[Annotator, ...]

    def saved(self) -> Round:
        """Return one round of all people at once."""
        with ThreadPoolExecutor(len(self.people)) as pool:
            begin = perf_counter()
            done = list(itertools.chain(*pool.map(self._saves_of, self.people, itertools.count())))
            seconds = perf_counter() - begin
        return Round([took for took, _ in done], seconds, [why for _, why in done if why])

    def _saves_of(self, person: Annotator, number: int) -> list[tuple[float, str]]:
        chance = Random(number)  # noqa: S311 - nothing is kept secret by it
        done = []
        for _ in range(self.size.saves):
            sleep(2 * self.size.pause * chance.random())
            done.append(person.save())
        return done


def places(*, short: bool) -> Iterator[Place]:
    """Yield a place on SQLite, then one on PostgreSQL; a short round is content with the first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if short:
            yield from _place("SQLite", SQLite(folder).empty(), folder, SHORT)
            return
        with databases(folder) as kinds:
            for kind in kinds:
                yield from _place(kind.name, kind.empty(), folder / kind.name, Size())


def _place(kind: str, address: str, folder: Path, size: Size) -> Iterator[Place]:
    with opened(address) as database:
        claim_set_id = newsroom.fill([database], size.claims, size.people + OTHERS)
    with serving(folder, database=address) as served, ExitStack() as doors:
        people = []
        for number in range(1, size.people + 1):
            door = doors.enter_context(closing(HttpDoor(served.address)))
            people.append(Annotator(door, f"reader-{number}", claim_set_id))
        for person in people * WARMING:
            person.save()
        yield Place(kind, served.address, address, folder, claim_set_id, size, tuple(people))


def beside(
    what: str,
    place: Place,
    disturbance: Callable[[Place], AbstractContextManager[object]],
    most: float = 2.0,
) -> Iterator[Figure]:
    """Yield the p95 of a save while something else goes on, as a ratio to without, and failures."""
    quiet, disturbed = [], []
    for _ in range(place.size.pairs):
        quiet.append(place.saved())
        with disturbance(place):
            disturbed.append(place.saved())
    ratio = median(
        late.percentile(95) / early.percentile(95)
        for early, late in zip(quiet, disturbed, strict=True)
    )
    with_it, without = (median(done.percentile(95) for done in of) for of in (disturbed, quiet))
    yield Figure(
        f"{place.kind}, save p95 of {len(place.people)} people {what}",
        f"≤ {most:g} × without",
        f"{ratio:.2f} × ({with_it:.0f} and {without:.0f} ms)",
        ratio <= most,
        timed=True,
    )
    failed = [why for done in disturbed for why in done.refused]
    yield Figure(
        f"{place.kind}, saves that failed {what}",
        "0",
        f"{len(failed)} of {sum(len(done.saves) for done in disturbed)} {sorted(set(failed))[:2]}",
        not failed,
    )
