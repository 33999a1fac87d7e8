"""Spans of a text: trimming, joining and ordering. Offsets are code points, end exclusive.

No span begins or ends inside a cluster; a blank or a comma that carries an accent is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.clusters import end_of, is_inside, start_of
from annotator.text.extraction import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.extraction import Spans


def trimmed(text: str, start: int, end: int, also: str = "") -> Span | None:
    """Return `text[start:end]` without blanks (and the signs in `also`) at its ends; None if empty.

    A cluster that is cut in two is kept whole.
    """
    if start >= end:
        return None
    start, end = start_of(text, start), end_of(text, end)
    while start < end and is_loose(text[start], also) and not is_inside(text, start + 1):
        start += 1
    while end > start and is_loose(text[end - 1], also) and not is_inside(text, end - 1):
        end -= 1
    return Span(start, end) if start < end else None


def is_loose(sign: str, also: str) -> bool:
    """Return True for a blank, and for the signs in `also`."""
    return sign.isspace() or sign in also


def merged(text: str, spans: Iterable[Span]) -> Spans:
    """Return the spans in order, trimmed; those with only blanks between them are one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        trim = trimmed(text, span.start, span.end)
        if trim is None:
            continue
        if out and (trim.start <= out[-1].end or not text[out[-1].end : trim.start].strip()):
            out[-1] = Span(out[-1].start, max(trim.end, out[-1].end))
        else:
            out.append(trim)
    return tuple(out)


def joined(text: str, spans: Spans) -> str:
    """Return the words of the spans as one line: runs of blanks are one space."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in spans)


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Return True if one of the spans holds all of `start`..`end`."""
    return any(span.start <= start and end <= span.end for span in spans)


def length(spans: Iterable[Span]) -> int:
    """Return how many characters the spans have together."""
    return sum(span.end - span.start for span in spans)
