"""Balance: a claim keeps both marks of a quotation or neither, and none around all of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.text.extraction import Span
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from annotator.text.extraction import Spans

CLOSED_BY = {"“": '”"', "„": "“”", "«": "»", '"': '"', "(": ")", "[": "]"}
CLOSERS = frozenset("”»)]")
EDGE = ",;:.!-–—― "


def balanced(text: str, spans: Spans) -> Spans:
    """The spans without marks whose other half is missing, cut in two where one stood within."""
    out = list(spans)
    for _ in range(3):
        # A mark that stands alone has lost its words.
        out = [span for span in out if any(c.isalnum() for c in text[span.start : span.end])]
        lone = unpaired(text, out)
        outer = around(text, out)
        if not lone and not outer:
            break
        out = [part for span in out for part in cut_at(text, span, lone | outer)]
    return tuple(out)


def unpaired(text: str, spans: list[Span]) -> set[int]:
    """Where marks stand whose other half is not in the spans."""
    waiting: list[int] = []
    lone: set[int] = set()
    for span in spans:
        for at in range(span.start, span.end):
            sign = text[at]
            if waiting and sign in CLOSED_BY[text[waiting[-1]]]:
                waiting.pop()
            elif sign in CLOSED_BY:
                waiting.append(at)
            elif sign in CLOSERS:
                lone.add(at)
    return lone | set(waiting)


def around(text: str, spans: list[Span]) -> set[int]:
    """The two marks that stand around all of a claim."""
    if not spans:
        return set()
    first, last = spans[0].start, spans[-1].end - 1
    if first >= last or text[last] not in CLOSED_BY.get(text[first], ""):
        return set()
    inner = [Span(max(s.start, first + 1), min(s.end, last)) for s in spans]
    inner = [span for span in inner if span.start < span.end]
    return set() if unpaired(text, inner) else {first, last}


def cut_at(text: str, span: Span, marks: set[int]) -> list[Span]:
    """The parts of a span between the marks, trimmed of what divides them."""
    edges = [span.start - 1, *sorted(at for at in marks if span.start <= at < span.end), span.end]
    if len(edges) == 2:
        return [span]
    parts = [trimmed(text, a + 1, b, EDGE) for a, b in pairwise(edges)]
    return [part for part in parts if part]
