"""Spans of a text: trimming, joining and ordering. Offsets are code points, end exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.extraction import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.extraction import Spans


def trimmed(text: str, start: int, end: int, also: str = "") -> Span | None:
    """`text[start:end]` without blanks (and the signs in `also`) at its ends; None if empty."""
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return Span(start, end) if start < end else None


def merged(text: str, spans: Iterable[Span]) -> Spans:
    """The spans in order, trimmed; those with only blanks between them are one."""
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
    """The words of the spans as one line: runs of blanks are one space."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in spans)


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """True when one of the spans holds all of `start`..`end`."""
    return any(span.start <= start and end <= span.end for span in spans)
