"""A text without its wraps, and where each of its signs stands in the text as received."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.text.extraction import Span
from annotator.text.segments import wraps

if TYPE_CHECKING:
    from annotator.text.extraction import ExtractedAttribution, Extraction, Spans


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The text with a blank for each wrap; from offset `places[i]` on, `shifts[i]` are missing."""

    text: str
    places: list[int]
    shifts: list[int]

    def origin(self, at: int) -> int:
        """Return where the sign at `at` stands in the text as received."""
        return at + self.shifts[bisect_right(self.places, at) - 1]

    def span(self, span: Span) -> Span:
        """Return the span in the text as received."""
        return Span(self.origin(span.start), self.origin(span.end - 1) + 1)

    def spans(self, spans: Spans) -> Spans:
        """Return the spans in the text as received."""
        return tuple(map(self.span, spans))

    def restored(self, found: Extraction) -> Extraction:
        """Return what was found with the offsets of the text as received."""
        if len(self.places) == 1:
            return found
        return replace(
            found,
            sentences=tuple(replace(one, span=self.span(one.span)) for one in found.sentences),
            attributions=tuple(map(self.attribution, found.attributions)),
            candidates=tuple(replace(one, spans=self.spans(one.spans)) for one in found.candidates),
        )

    def attribution(self, one: ExtractedAttribution) -> ExtractedAttribution:
        """Return an attribution with the offsets of the text as received."""
        return replace(
            one,
            source=self.spans(one.source),
            cue=self.spans(one.cue),
            content=self.spans(one.content),
        )


def unwrap(text: str) -> Unwrapped:
    """Return the text with each filled paragraph on one line."""
    pieces: list[str] = []
    places, shifts = [0], [0]
    begin = size = 0
    for found in wraps.find(text):
        resume = found.after.start + len(found.after.words) - len(found.after.words.lstrip())
        piece = text[begin : found.before.end] + ("" if found.is_tight else " ")
        pieces.append(piece)
        size += len(piece)
        begin = resume
        places.append(size)
        shifts.append(resume - size)
    pieces.append(text[begin:])
    return Unwrapped("".join(pieces), places, shifts)
