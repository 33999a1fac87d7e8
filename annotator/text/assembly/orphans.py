"""Orphans: quotations that are whole paragraphs and have no report of their own.

Maro praised the crew.

“They did good work.

“It was a hard night.”
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.draft import DraftReport
from annotator.text.extraction import Span

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Spans

CLOSING = "”\"»'’"
BREAKS = "\n\r"
#: Fewest words of such a quotation; less is a title.
FEWEST = 4


def find(draft: ExtractionDraft, taken: set[Span]) -> list[DraftReport]:
    """Return a report for each run of such paragraphs, by whom the sentence before tells of."""
    out: list[DraftReport] = []
    for quotation in draft.quotations:
        if quotation in taken or not is_paragraph(draft.text, quotation):
            continue
        speech = whole(draft, quotation, taken)
        taken.update(speech)
        report = told_before(draft, speech)
        if report is not None:
            out.append(report)
    return out


def whole(draft: ExtractionDraft, first: Span, taken: set[Span]) -> list[Span]:
    """Return a quotation with the paragraphs that go on with it."""
    out = [first]
    index = bisect_right(draft.quotations, first.start, key=lambda one: one.start)
    for following in draft.quotations[index:]:
        if following in taken or begun(draft, following) != out[-1]:
            break
        if not is_paragraph(draft.text, following):
            break
        out.append(following)
    return out


def told_before(draft: ExtractionDraft, speech: list[Span]) -> DraftReport | None:
    """Return the report of a speech: its source is that of the sentence before, or its subject."""
    starts = bisect_right(draft.sentences, speech[0].start, key=lambda one: one.span.start) - 1
    before = starts - 1
    short = len(draft.text[speech[0].start : speech[-1].end].split()) < FEWEST
    if before < 0 or short or draft.bodies[before] is None:
        return None
    source = speaking(draft, before)
    if not source:
        return None
    mark = Span(speech[0].start, speech[0].start + 1)
    return DraftReport(starts, source, (mark,), tuple(speech), "direct", [])


def speaking(draft: ExtractionDraft, sentence: int) -> Spans:
    """Return who is told of in a sentence that is no quotation itself: who reports there first,
    else its subject.
    """
    index = bisect_right(draft.reports, sentence - 1, key=lambda one: one.sentence)
    for report in draft.reports[index : index + 1]:
        if report.sentence == sentence and report.source and report.cue:
            return report.source
    subject = draft.subjects.get(sentence)
    return subject.spans if subject is not None and subject.is_name else ()


def begun(draft: ExtractionDraft, quotation: Span) -> Span | None:
    """Return the quotation of the paragraph before, if no mark closes it: it goes on in this
    one.
    """
    index = bisect_right(draft.quotations, quotation.start, key=lambda one: one.start) - 2
    if index < 0:
        return None
    before = draft.quotations[index]
    between = draft.text[before.end : quotation.start]
    is_open = draft.text[before.end - 1] not in CLOSING
    return before if is_open and between and not between.strip() else None


def is_paragraph(text: str, quotation: Span) -> bool:
    """Return True if nothing else stands in the lines of a quotation."""
    before = text[max(0, quotation.start - 40) : quotation.start].rstrip(" \t\xa0")
    after = text[quotation.end : quotation.end + 40].lstrip(" \t\xa0")
    return (not before or before[-1] in BREAKS) and (not after or after[0] in BREAKS)
