"""The line before password hashes: few at once, in the background, and no address takes it all.

A hash costs a sixth of a second of processor time. Without a line, a flood of log-ins would hold
all threads and all cores, and the desk would stop.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from annotator.errors import TooBusy
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

#: How many people of one process may stand in the line, the first included: half of its threads.
PLACES = 4
WAIT_SECONDS = 10.0
#: How much the threads of the desk come first on a busy processor (Linux: `nice`).
NICENESS = 10


class _Place:
    """One person's place in the line."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.called = threading.Event()
        self.is_sent_away = False


class HashLine:
    """One at a time, in the order in which they came; addresses take turns.

    When all places are taken, the newcomer is refused, unless another address has at least two
    more than theirs: then the last of these is refused. So a flood from one address leaves room
    for others, who wait for one hash at most.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._guard = threading.Lock()
        self._line: list[_Place] = []

    @property
    def waiting(self) -> int:
        """Return how many stand in the line, the first included."""
        return len(self._line)

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """Yield when it is this person's turn. Raises TooBusy."""
        place = self._enter(address)
        try:
            if not place.called.wait(WAIT_SECONDS) or place.is_sent_away:
                raise _too_busy()
            yield
        finally:
            self._leave(place)

    def _enter(self, address: str) -> _Place:
        place = _Place(address)
        with self._guard:
            if len(self._line) >= self._places:
                self._send_one_away(address)
            self._line.append(place)
            if len(self._line) == 1:
                place.called.set()
        return place

    def _send_one_away(self, newcomer: str) -> None:
        """Free a place of the address that has most, or refuse the newcomer."""
        held = Counter(place.address for place in self._line)
        address, most = held.most_common(1)[0]
        waiting = [place for place in self._line[1:] if place.address == address]
        if not waiting or most < held[newcomer] + 2:
            raise _too_busy()
        waiting[-1].is_sent_away = True
        waiting[-1].called.set()
        self._line.remove(waiting[-1])

    def _leave(self, place: _Place) -> None:
        with self._guard:
            if place not in self._line:
                return
            was_first = self._line[0] is place
            self._line.remove(place)
            if was_first and self._line:
                self._call_next(place.address)

    def _call_next(self, served: str) -> None:
        others = (place for place in self._line if place.address != served)
        following = next(others, self._line[0])
        self._line.remove(following)
        self._line.insert(0, following)
        following.called.set()


def in_background(work: Callable[[], T]) -> T:
    """Run work in a thread that leaves the processor to others, and return its result.

    Each call starts a thread: one that has lowered its priority could not raise it again.
    """
    future: Future[T] = Future()

    def run() -> None:
        if sys.platform == "linux":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="password").start()
    return future.result()


def _too_busy() -> TooBusy:
    return TooBusy(_("Too many people are logging in at this moment. Try again in 5 seconds."))
