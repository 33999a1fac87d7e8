"""Turns: a lock for the threads of one process, given in the order in which it was asked for."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Turns:
    """One has the turn, and all others stand in a line; Python's own lock lets anybody push in."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._line: deque[threading.Lock] = deque()

    def take(self, wait_seconds: float) -> bool:
        """Whether it was got in this time."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            place = threading.Lock()
            place.acquire()
            self._line.append(place)
        return place.acquire(timeout=wait_seconds) or not self._left(place)

    def give(self) -> None:
        """On to whoever has waited longest."""
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._taken = False

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
        """Whether a place in the line was given up; not when it had come to its turn just then."""
        with self._guard:
            if place not in self._line:
                return False
            self._line.remove(place)
            return True
