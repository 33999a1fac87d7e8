"""Page furniture: what stands around a story and is no part of it."""

from __future__ import annotations

import re

from annotator.text.extraction import Sentence, Span
from annotator.text.spans import trimmed

DATE_LINE = re.compile(
    r"(?:date|updated|published|posted|last modified)?[:\s]*\d{4}-\d\d?-\d\d?", re.IGNORECASE
)
DATE_PREFIX = re.compile(r"(?:date|updated|published|posted):? +\d{4}-\d\d-\d\d\s+", re.IGNORECASE)
LINK = re.compile(
    r"(?:also|read|see|watch|related|more|click|share|follow|subscribe|sign up|source)\b[^.]{0,20}?"
    r"(?:read|more|also|here|now|stories|story|articles?|on|to|us)?\s*[:|»>]",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?:by|written by|reported by|edited by|photo by)\s+[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
)
CAPTION = re.compile(
    r"\([^()]*(?:photo|image|file|courtesy|reuters|getty|afp|ap)[^()]*\)$", re.IGNORECASE
)
CREDIT = re.compile(r"(?:image|photo|picture|credit)s?(?: credit)?:", re.IGNORECASE)
DATELINE = re.compile(
    r"(?:[A-Z][\w.’' -]{1,40}(?:, [A-Z][\w.’' -]{1,30})?"
    r"(?:, \d{0,2} ?[A-Z][a-z]{2,8}\.? ?\d{0,2}(?:,? \d{4})?)?"
    r"(?:,? ?\([^()]{2,40}\))?\s*(?:--|[-–—―:])\s+)"
)
DATED = re.compile(r"\(|\d|^[\sA-Z.,]{4,}[-–—―]")
ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")


def mark(text: str, spans: list[Span]) -> tuple[list[Sentence], list[Span | None]]:
    """The sentences with their furniture, and what of each may hold claims."""
    sentences: list[Sentence] = []
    bodies: list[Span | None] = []
    for span in spans:
        kind = kind_of(text, span)
        sentences.append(Sentence(span, kind))
        bodies.append(None if kind else body(text, span))
    return sentences, bodies


def kind_of(text: str, span: Span) -> str | None:
    """The furniture that the whole sentence is, or None."""
    words = text[span.start : span.end]
    head = words[:200]
    if LINK.match(head) and len(words) < 200:
        return "link"
    if CREDIT.match(head) or CAPTION.search(words):
        return "caption"
    if BYLINE.fullmatch(words):
        return "byline"
    if DATE_LINE.fullmatch(words):
        return "date"
    if is_heading(text, span):
        return "heading"
    return None


def is_heading(text: str, span: Span) -> bool:
    """True for a line of its own without a stop at its end."""
    words = text[span.start : span.end]
    if ENDS.search(words) or len(words) > 160:
        return False
    before = text[max(0, span.start - 3) : span.start]
    after = text[span.end : span.end + 3]
    alone = (not before.strip(" ") or "\n" in before) and (
        not after.strip(" ") or "\n" in after[:2]
    )
    return alone and span.end < len(text.rstrip()) + 1


def body(text: str, span: Span) -> Span | None:
    """The sentence without the dateline in front of it."""
    dated = DATE_PREFIX.match(text, span.start, span.end)
    if dated:
        rest = trimmed(text, dated.end(), span.end)
        return body(text, rest) if rest else None
    head = DATELINE.match(text, span.start, min(span.end, span.start + 120))
    if head and DATED.search(head.group()):
        return trimmed(text, head.end(), span.end)
    return span
