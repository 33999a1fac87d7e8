"""Many people at once, in as many processes as `serve` would answer them from."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier

#: Saves that each person makes before any counts.
WARMING = 2
# The benchmark's own modules and data are there already in a process that is forked.
_FORK = multiprocessing.get_context("fork")


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


def at_once(groups: Sequence[Callable[[], Sequence[Saves]]], saves: int) -> Round:
    """Everybody saves so often, each as soon as the save before is done.

    Each group comes in a process of its own, where its callable makes its people. No connection to
    a database may be open here: a forked process would share it.
    """
    start = _FORK.Barrier(len(groups) + 1)
    ways = [_FORK.Pipe(duplex=False) for _ in groups]
    workers = [
        _FORK.Process(target=_work, args=(group, saves, start, way), daemon=True)
        for group, (_, way) in zip(groups, ways, strict=True)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    begin = perf_counter()
    done = [save for reading, _ in ways for save in reading.recv()]
    seconds = perf_counter() - begin
    for worker in workers:
        worker.join()
    return Round([took for took, _ in done], seconds, [why for _, why in done if why])


def _work(
    group: Callable[[], Sequence[Saves]], saves: int, start: Barrier, way: Connection
) -> None:
    """One process: its people, each in a thread."""
    people = group()
    ready = threading.Barrier(len(people), action=lambda: _arrive(start))

    def work(person: Saves) -> list[tuple[float, str]]:
        for _ in range(WARMING):
            person.save()
        ready.wait()
        return [person.save() for _ in range(saves)]

    with ThreadPoolExecutor(len(people)) as pool:
        way.send([save for found in pool.map(work, people) for save in found])


def _arrive(start: Barrier) -> None:
    start.wait()
