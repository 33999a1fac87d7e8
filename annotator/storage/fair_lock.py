"""Turns: a lock for the threads of one process, given in the order in which it was asked for."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Turns:
    """`at_once` have the turn, all others stand in a line: Python's locks let anybody push in."""

    def __init__(self, at_once: int = 1) -> None:
        self._guard = threading.Lock()
        self._free = at_once
        self._line: deque[threading.Lock] = deque()

    def take(self, wait_seconds: float) -> bool:
        """Return True if it was got in this time."""
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            place = threading.Lock()
            place.acquire()
            self._line.append(place)
        return place.acquire(timeout=wait_seconds) or not self._left(place)

    def give(self) -> None:
        """On to the thread that has waited longest."""
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1

    @contextmanager
    def of_mine(self, wait_seconds: float) -> Iterator[None]:
        """Have the turn, or go on without it when it did not come in this time."""
        taken = self.take(wait_seconds)
        try:
            yield
        finally:
            if taken:
                self.give()

    def _left(self, place: threading.Lock) -> bool:
        """Return True if a place in the line was given up; not when it had come to its turn just
        then.
        """
        with self._guard:
            if place not in self._line:
                return False
            self._line.remove(place)
            return True
