"""Enclosures: which report holds a place, among those nearby and the turns of a transcript."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.spans import covers, length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.text.draft import DraftReport

#: Reports before and after one that are looked at: other contents reach over a few sentences.
NEAR = 12


class Enclosures:
    """The contents of all reports, in the order of their cues."""

    def __init__(self, reports: Sequence[DraftReport]) -> None:
        self.reports = reports
        self.turns = [number for number, report in enumerate(reports) if report.is_turn]
        self.starts = [reports[number].content[0].start for number in self.turns]

    def around(self, number: int) -> int | None:
        """Return the index of the smallest report whose content holds the cue of this one."""
        cue = self.reports[number].cue
        best: int | None = None
        size = 0
        for other in self.near(number, cue[0].start):
            content = self.reports[other].content
            if other == number or not covers(content, cue[0].start, cue[-1].end):
                continue
            if best is None or length(content) < size:
                best, size = other, length(content)
        return best

    def near(self, number: int, place: int, reach: int = NEAR) -> Iterator[int]:
        """Yield the reports around index `number`, and the turn that `place` may stand in."""
        first, last = max(0, number - reach), min(len(self.reports), number + reach)
        yield from range(first, last)
        turn = bisect_right(self.starts, place) - 1
        if turn >= 0 and not first <= self.turns[turn] < last:
            yield self.turns[turn]
