"""Shares: each claim with the words of its content that no claim took.

A content is "that the road was open and the port was closed"; its claims leave the "that", the
"and" and quotation marks out. Code that wants the content back from its claims asks for the shares:
together they are the content, and each differs from its claim by those words only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.extraction import Span
from annotator.text.spans import merged

if TYPE_CHECKING:
    from annotator.text.extraction import Extraction, Spans


def content_shares(text: str, extraction: Extraction) -> list[Spans]:
    """Return the share of every candidate, in order; its own spans where it has no speaker."""
    shares = [list(candidate.spans) for candidate in extraction.candidates]
    of: dict[int, list[int]] = {}
    for index, candidate in enumerate(extraction.candidates):
        if candidate.attribution is not None:
            of.setdefault(candidate.attribution, []).append(index)
    for number, indices in of.items():
        taken = merged(text, [span for i in indices for span in shares[i]])
        for left in without(extraction.attributions[number].content, taken):
            shares[nearest(shares, indices, left)].append(left)
    return [merged(text, share) for share in shares]


def without(spans: Spans, taken: Spans) -> list[Span]:
    """Return what of the spans is not taken."""
    out = []
    for span in spans:
        start = span.start
        for other in taken:
            if other.end <= start or other.start >= span.end:
                continue
            if other.start > start:
                out.append(Span(start, other.start))
            start = max(start, other.end)
        if start < span.end:
            out.append(Span(start, span.end))
    return out


def nearest(shares: list[list[Span]], indices: list[int], left: Span) -> int:
    """Return the claim that stands next to the words left over."""

    def distance(index: int) -> int:
        return min(max(span.start - left.end, left.start - span.end, 0) for span in shares[index])

    return min(indices, key=distance)
