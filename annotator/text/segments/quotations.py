"""Quotations: what stands between quotation marks, over sentences but not over paragraphs."""

from __future__ import annotations

import re

from annotator.text.extraction import Span

LINE = re.compile(r"[^\n\r]+")
MARK = re.compile(r"[“”„«»\"]|''|``")
#: Straight and curly marks are often mixed.
CLOSING = {"“": ("”", '"'), "„": ("“", "”"), "«": ("»",), "``": ("''",)}
SAME = {'"': ('"', "”"), "''": ("''",)}
#: Speech in single marks, which are apostrophes as well: a capital or a comma opens it, a stop or a
#: comma ends it, and no other begins in it.
SPEECH = re.compile(
    r"(?<![\w’'])(?:[‘'](?=[^\W\d_a-zà-ÿ])|(?<=, )[‘'](?=\w))"
    r"(?:(?!\s[‘'])[^\n\r]){2,1500}?[.,!?…—–-][’'](?![\w’'])"
)
#: A mark that is the same on both sides opens after a blank, a bracket or a dash.
OPENS_AFTER = frozenset(" \t\xa0([-–—:,")


def find(text: str) -> list[Span]:
    """Return the quotations with their marks, in order.

    Single marks count where they are more: elsewhere they hold titles and what is quoted within.
    """
    double = [span for line in LINE.finditer(text) for span in in_line(text, *line.span())]
    single = [Span(*found.span()) for found in SPEECH.finditer(text)]
    return outermost([*double, *single]) if len(single) > len(double) else double


def outermost(spans: list[Span]) -> list[Span]:
    """Return the spans that stand in no other, in order."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def in_line(text: str, begin: int, end: int) -> list[Span]:
    """Return the quotations of one paragraph.

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
