"""Quotations: what stands between quotation marks, over sentences but not over paragraphs."""

from __future__ import annotations

import re

from annotator.text.extraction import Span

LINE = re.compile(r"[^\n\r]+")
MARK = re.compile(r"[“”„«»\"]|''|``")
#: Straight and curly marks are often mixed.
CLOSING = {"“": ("”", '"'), "„": ("“", "”"), "«": ("»",), "``": ("''",)}
SAME = {'"': ('"', "”"), "''": ("''",)}
#: A mark that is the same on both sides opens after a blank, a bracket or a dash.
OPENS_AFTER = frozenset(" \t\xa0([-–—:,")


def find(text: str) -> list[Span]:
    """The quotations with their marks, in order."""
    return [span for line in LINE.finditer(text) for span in in_line(text, *line.span())]


def in_line(text: str, begin: int, end: int) -> list[Span]:
    """The quotations of one paragraph.

    One that is not closed ends with the paragraph, as newspapers print a speech of several
    paragraphs; a mark that is the same on both sides counts so only where the paragraph starts.
    """
    out: list[Span] = []
    start = -1
    closing: tuple[str, ...] = ()
    for found in MARK.finditer(text, begin, end):
        mark = found.group()
        if start >= 0:
            if mark in closing:
                out.append(Span(start, found.end()))
                start = -1
        elif mark in CLOSING:
            start, closing = found.start(), CLOSING[mark]
        elif mark in SAME and (found.start() == begin or text[found.start() - 1] in OPENS_AFTER):
            start, closing = found.start(), SAME[mark]
    if start >= 0 and (closing not in SAME.values() or start == begin):
        out.append(Span(start, end))
    return out
