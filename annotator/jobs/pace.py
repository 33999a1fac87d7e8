"""The pace of a writer that lets others write: short transactions, and a rest after each."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds that one transaction may keep other writers waiting.
SECONDS = 0.03
#: After a transaction, others may write for so many times as long as it took.
REST = 2.0
#: Rows: less take hardly less time, since the disk must confirm each transaction.
LEAST, MOST = 25, 500


class Pace:
    """How many rows the next transaction writes, by how long the last ones took."""

    def __init__(self) -> None:
        self.rows = LEAST
        self._took = 0.0

    @contextmanager
    def measured(self, rows: int) -> Iterator[None]:
        """Learn from writing this number of rows. Enter it once the transaction has begun."""
        begun = monotonic()
        yield
        self._took = monotonic() - begun
        wanted = int(rows * SECONDS / max(self._took, 1e-6))
        self.rows = max(LEAST, min(wanted, 2 * self.rows, MOST))

    def rest(self) -> None:
        """Let others write."""
        sleep(REST * self._took)
