"""One end for all that belongs to one fetch."""

from __future__ import annotations

import time

from annotator.errors import NotFetched
from annotator.language import _


class Deadline:
    """The moment by which everything must be done, however it is dripped out."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """Return seconds until then. Raises NotFetched when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> NotFetched:
        """Return what is said when it has passed."""
        return NotFetched(
            _(
                "The address did not answer in full within %(seconds)s seconds. Paste the text "
                "instead, or try again later.",
                seconds=f"{self._seconds:g}",
            )
        )
