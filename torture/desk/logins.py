"""Strangers who try passwords: twenty log-ins a second, each with another user name.

The throttle counts by user name, so it lets all pass: each asks for a password hash.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.desk import newsroom
from torture.desk.crowd import beside
from torture.desk.door import HttpDoor
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.desk.crowd import Place

A_SECOND = 20
#: Where a colleague comes from, who knows the password.
COLLEAGUE = "127.0.0.2"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class _Strangers:
    """As many as try in a second, each once a second; `answers` counts the statuses."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.colleagues: list[tuple[float, str]] = []
        self.seconds = 0.0
        self._names = itertools.count()

    @contextmanager
    def trying(self, place: Place) -> Iterator[None]:
        """Let them try until the block ends."""
        stop, begin = threading.Event(), perf_counter()
        with ExitStack() as stack:
            doors = [HttpDoor(place.address) for _ in range(A_SECOND)]
            threads = [
                threading.Thread(target=self._try, args=(door, number / A_SECOND, stop))
                for number, door in enumerate(doors)
            ]
            threads += [threading.Thread(target=self._log_in, args=(place, stop))]
            for door in doors:
                stack.enter_context(closing(door))
            for thread in threads:
                thread.start()
            try:
                yield
            finally:
                stop.set()
                for thread in threads:
                    thread.join()
        self.seconds += perf_counter() - begin

    def _try(self, door: HttpDoor, first: float, stop: threading.Event) -> None:
        fields = {"csrf_token": _token(door), "password": "a wrong password"}
        following = perf_counter() + first
        while not stop.wait(max(0.0, following - perf_counter())):
            following += 1.0
            body = urlencode({**fields, "name": f"stranger-{next(self._names)}"}).encode()
            status, _ = door.save("/login", body)
            self.answers[status.partition(" ")[0]] += 1

    def _log_in(self, place: Place, stop: threading.Event) -> None:
        """A colleague at another address logs in every two seconds, each time in a new browser."""
        fields = {"password": newsroom.PASSWORD, "name": f"reader-{place.size.people + 1}"}
        while not stop.wait(2.0):
            with closing(HttpDoor(place.address, COLLEAGUE)) as door:
                token = {"csrf_token": _token(door)}
                begin = perf_counter()
                status, _ = door.save("/login", urlencode({**fields, **token}).encode())
                self.colleagues.append((perf_counter() - begin, status.partition(" ")[0]))


def _token(door: HttpDoor) -> str:
    found = TOKEN.search(door.get("/login"))
    return found[1] if found else ""


def figures(place: Place) -> Iterator[Figure]:
    """Yield what the strangers cost a save, and what they were answered."""
    strangers = _Strangers()
    yield from beside("while 20 log-ins a second are tried", place, strangers.trying)
    tried = strangers.answers.total()
    strange = strangers.answers.keys() - {"422", "503"}
    yield Figure(
        f"{place.kind}, log-ins tried a second",
        f"{A_SECOND}: refused (422) or asked to wait (503)",
        f"{tried / strangers.seconds:.0f}: {dict(sorted(strangers.answers.items()))}",
        not strange and tried > 0,
    )
    statuses = Counter(status for _, status in strangers.colleagues)
    seconds = median([took for took, _ in strangers.colleagues] or [0.0])
    yield Figure(
        f"{place.kind}, a colleague at another address logs in beside it",
        "302 at the first try",
        f"{dict(statuses)}, in {seconds:.1f} s (median)",
        statuses.keys() <= {"302"},
        timed=True,
    )
