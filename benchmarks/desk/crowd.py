"""Many people at once, in as many processes as `serve` would answer them from."""

from __future__ import annotations

import multiprocessing
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier

#: Saves that each person makes before any counts: by then PostgreSQL has made its plans.
WARMING = 10
# The benchmark's own modules and data are there already in a process that is forked.
_FORK = multiprocessing.get_context("fork")


class Saves(Protocol):
    """A person who can save."""

    def save(self) -> tuple[float, str]:
        """Return seconds, and what was wrong."""


@dataclass(frozen=True, slots=True)
class Round:
    """Some people saving at once: seconds of each save, of all together, and what was refused."""

    saves: list[float]
    seconds: float
    refused: list[str]

    @property
    def rate(self) -> float:
        """Return Saves a second."""
        return len(self.saves) / self.seconds

    def percentile(self, percent: int) -> float:
        """Return Milliseconds."""
        return 1000 * quantiles(self.saves, n=100, method="inclusive")[percent - 1]


def at_once(
    groups: Sequence[Callable[[], Sequence[Saves]]],
    saves: int,
    pause: float = 0.0,
    warming: int = WARMING,
) -> Round:
    """Run the saves of all people, each as soon as the save before is done.

    With a `pause` they wait before each save: so many seconds on average, by chance. `warming`
    saves of each person come first, and do not count. Each group runs in a separate process, where
    its callable makes its people. No connection to a database may be open here: a forked process
    would share it. Raises RuntimeError with what went wrong in a process.
    """
    start = _FORK.Barrier(len(groups) + 1)
    ways = [_FORK.Pipe(duplex=False) for _ in groups]
    workers = [
        _FORK.Process(target=_work, args=(group, saves, pause, warming, start, way), daemon=True)
        for group, (_, way) in zip(groups, ways, strict=True)
    ]
    for worker in workers:
        worker.start()
    with suppress(threading.BrokenBarrierError):
        start.wait()
    begin = perf_counter()
    sent = [reading.recv() for reading, _ in ways]
    seconds = perf_counter() - begin
    for worker in workers:
        worker.join()
    if wrong := [why for why in sent if isinstance(why, str)]:
        raise RuntimeError("\n".join(wrong))
    done = [save for saved in sent for save in saved]
    return Round([took for took, _ in done], seconds, [why for _, why in done if why])


def _work(
    group: Callable[[], Sequence[Saves]],
    saves: int,
    pause: float,
    warming: int,
    start: Barrier,
    way: Connection,
) -> None:
    """One process: what its people saved, or why not, is sent."""
    try:
        way.send(_saved(group(), saves, pause, warming, start))
    except Exception:
        # Do not wait for people who will not come.
        start.abort()
        way.send(traceback.format_exc())


def _saved(
    people: Sequence[Saves], saves: int, pause: float, warming: int, start: Barrier
) -> list[tuple[float, str]]:
    ready = threading.Barrier(len(people), action=lambda: _arrive(start))
    chance = Random(saves)  # noqa: S311 - nothing is kept secret by it

    def work(person: Saves) -> list[tuple[float, str]]:
        try:
            for _ in range(warming):
                person.save()
        except Exception:
            ready.abort()
            raise
        ready.wait()
        return [_save(person, 2 * pause * chance.random()) for _ in range(saves)]

    with ThreadPoolExecutor(len(people)) as pool:
        return [save for found in pool.map(work, people) for save in found]


def _save(person: Saves, wait: float) -> tuple[float, str]:
    sleep(wait)
    return person.save()


def _arrive(start: Barrier) -> None:
    start.wait()
