"""Balance: a claim keeps both marks of a quotation or neither, and none around all of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from annotator.text.extraction import Span, Spans

CLOSED_BY = {"“": '”"', "„": "“”", "«": "»", '"': '"', "‘": "’", "(": ")", "[": "]"}
CLOSERS = frozenset("”»)]")
STOPS = frozenset(".,!?…—–-")
EDGE = ",;:.!-–—― "


def balanced(text: str, spans: Spans) -> Spans:
    """Return the spans without marks whose other half is missing, cut in two where one stood
    within.
    """
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
    """Return where marks stand whose other half is not in the spans."""
    waiting: list[int] = []
    lone: set[int] = set()
    for span in spans:
        for at in range(span.start, span.end):
            sign = mark(text, at)
            if waiting and sign in CLOSED_BY[mark(text, waiting[-1])]:
                waiting.pop()
            elif sign in CLOSED_BY:
                waiting.append(at)
            elif sign in CLOSERS or (sign == "’" and text[at - 1 : at] in STOPS):
                lone.add(at)
    return lone | set(waiting)


def mark(text: str, at: int) -> str:
    """Return the sign at `at`; of a single mark, which half it is, or a blank for an apostrophe."""
    sign, after = text[at], text[at + 1 : at + 2]
    if sign not in "‘’'":
        return sign
    if "''" in text[max(0, at - 1) : at + 2]:
        return " "
    if not after.isalnum():
        return "’"
    opens = after.isalpha() if sign == "‘" else sign == "'" and after.isupper()
    return "‘" if opens and not text[at - 1 : at].isalnum() else " "


def around(text: str, spans: list[Span]) -> set[int]:
    """Return the marks around all of a claim, where no word of it stands outside of a pair of one
    kind.
    """
    waiting: list[int] = []
    outer: set[int] = set()
    kind = ""
    for at in (at for span in spans for at in range(span.start, span.end)):
        sign = mark(text, at)
        if waiting and sign in CLOSED_BY[mark(text, waiting[-1])]:
            opened = waiting.pop()
            outer |= set() if waiting else {opened, at}
        elif not waiting and (sign.isalnum() or (sign in CLOSED_BY and sign != (kind or sign))):
            return set()
        elif sign in CLOSED_BY:
            kind = kind or sign
            waiting.append(at)
    return outer


def cut_at(text: str, span: Span, marks: set[int]) -> list[Span]:
    """Return the parts of a span between the marks, trimmed of what divides them."""
    edges = [span.start - 1, *sorted(at for at in marks if span.start <= at < span.end), span.end]
    if len(edges) == 2:
        return [span]
    parts = [trimmed(text, a + 1, b, EDGE) for a, b in pairwise(edges)]
    return [part for part in parts if part]
