"""Parsed sentences: where each stands, what of it is quoted, and the spans of its tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.draft import DraftClaim
from annotator.text.extraction import Span
from annotator.text.parsing import parser
from annotator.text.parsing.trees import tokens_of
from annotator.text.segments.abbreviations import AFTER_A_NAME
from annotator.text.spans import merged, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Spans
    from annotator.text.parsing.trees import Part

#: Largest share of a content that may hang elsewhere than the rest of it.
LOOSE = 0.4
#: What divides a content from the words around it.
BETWEEN = ",;:-–—"
#: "p.m" and "U.S", before their last stop.
INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\Z")
#: Longest shortened word, in characters.
LONGEST_SHORT = 12


def each_sentence(draft: ExtractionDraft, language: str) -> Iterator[tuple[int, int, Doc]]:
    """Yield the number, the place and the parse of each sentence that is not too long for the
    parser.
    """
    draft.model = parser.model_name(language)
    bodies = [(index, body) for index, body in enumerate(draft.bodies) if body is not None]
    short = [(i, b) for i, b in bodies if b.end - b.start <= parser.LONGEST]
    for index, body in bodies:
        if body.end - body.start > parser.LONGEST:
            draft.claims.append(DraftClaim(index, (body,), "sentence"))
    pieces = (draft.text[body.start : body.end] for _, body in short)
    docs = parser.parsed(pieces, language)
    for (index, body), doc in zip(short, docs, strict=True):
        yield index, body.start, doc


def quoted(draft: ExtractionDraft, base: int, doc: Doc) -> frozenset[int]:
    """Return the tokens of a sentence that stand in quotation marks."""
    index = bisect_right(draft.quotations, base, key=lambda span: span.end)
    end = base + doc[-1].idx + len(doc[-1]) if len(doc) else base
    out: set[int] = set()
    while index < len(draft.quotations) and (span := draft.quotations[index]).start < end:
        index += 1
        out |= {t.i for t in doc if span.start <= base + t.idx < span.end}
    return frozenset(out)


def spans_of(text: str, doc: Doc, base: int, tokens: Part) -> Spans:
    """Return the spans of token indices in the text; neighbours are one span."""
    order = sorted(tokens)
    every = tokens_of(doc)
    firsts = [every[i] for i in order if i - 1 not in tokens]
    lasts = [every[i] for i in order if i + 1 not in tokens]
    return merged(
        text,
        [
            Span(base + first.idx, base + last.idx + len(last))
            for first, last in zip(firsts, lasts, strict=True)
        ],
    )


def tidy(text: str, spans: Spans, signs: str = ",;:.!-–—") -> Spans:
    """Return the spans without stops, commas and dashes at their ends, as a claim has them."""
    trims = ((trimmed(text, one.start, one.end, also=signs), one.end) for one in spans)
    return tuple(with_stop(text, trim, end) for trim, end in trims if trim)


def with_stop(text: str, span: Span, end: int) -> Span:
    """Return the span with the stop that belongs to its last word: "at 5 p.m.", "Maro Corp."."""
    before = text[max(span.start, span.end - LONGEST_SHORT) : span.end]
    short = INITIALS.search(before) or before.split()[-1].lower() in AFTER_A_NAME
    stopped = short and span.end < end and text[span.end] == "."
    return Span(span.start, span.end + 1) if stopped else span


def is_question(doc: Doc) -> bool:
    """Return True for a sentence that ends with a question mark, whatever closes after it."""
    last = len(doc) - 1
    while last > 0 and not doc[last].text.strip("\"') "):
        last -= 1
    return doc[last].text.endswith("?")
