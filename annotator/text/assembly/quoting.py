"""Quoting: contents take in the whole quotation that they stand in, over sentences if need be."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.assembly import orphans
from annotator.text.spans import merged

if TYPE_CHECKING:
    from annotator.text.draft import DraftReport, ExtractionDraft
    from annotator.text.extraction import Manner, Span, Spans


def complete(draft: ExtractionDraft) -> None:
    """Give each report the whole of its quotations, and its manner."""
    for report in draft.reports:
        if not report.content:
            report.content = announced(draft, report)
    draft.reports = [report for report in draft.reports if report.content]
    for report in draft.reports:
        outer = [q for q in touched(draft, report.content) if not holds(q, report.cue)]
        report.content = merged(draft.text, [*report.content, *outer])
    taken = {q for report in draft.reports for q in touched(draft, report.content)}
    for report in draft.reports:
        other = [q for q in halves(draft, report) if q not in taken]
        report.content = merged(draft.text, [*report.content, *other])
        taken.update(other)
        continue_quotation(draft, report, taken)
        begin_quotation(draft, report, taken)
        report.manner = manner(draft, report)
    draft.reports += orphans.find(draft, taken)


def halves(draft: ExtractionDraft, report: DraftReport) -> list[Span]:
    """Return the other half of “The talks,” she said, “were friendly.”, before or after the
    report.
    """
    said = merged(draft.text, [*report.source, *report.cue])
    if not said or not touched(draft, report.content):
        return []
    if report.content[-1].end <= said[0].start:
        return second_half(draft, report, said[-1].end)
    # “...,” she said, adding “...”: the first is no content of the adding.
    behind = len(said) == 1 and report.content[0].start > said[0].start
    return first_half(draft, report, said[0].start) if behind else []


def first_half(draft: ExtractionDraft, report: DraftReport, start: int) -> list[Span]:
    """Return the quotation that the sentence begins with or in, and that ends where the report
    starts.
    """
    index = bisect_right(draft.quotations, start, key=lambda one: one.end) - 1
    if index < 0:
        return []
    first = draft.quotations[index]
    opening = draft.sentences[report.sentence].span.start
    if first.end <= opening or draft.text[first.end : start].strip(" ,\xa0"):
        return []
    # The name of a broadcast or a book is quoted as well: "On “The Hour,” she said ...".
    return [] if draft.text[opening : first.start].strip() else [first]


def second_half(draft: ExtractionDraft, report: DraftReport, end: int) -> list[Span]:
    """Return the quotation that goes on behind the report and a comma."""
    index = bisect_right(draft.quotations, end, key=lambda one: one.start)
    for second in draft.quotations[index : index + 1]:
        between = draft.text[end : second.start].strip()
        if between == "," and second.start < draft.sentences[report.sentence].span.end:
            return [second]
    return []


def announced(draft: ExtractionDraft, report: DraftReport) -> Spans:
    """Return the quotation that begins right after "She continued:", in whatever paragraph."""
    end = draft.sentences[report.sentence].span.end
    index = bisect_right(draft.quotations, end, key=lambda one: one.start)
    following = draft.quotations[index : index + 1]
    if not following or draft.text[end : following[0].start].strip():
        return ()
    return merged(draft.text, following)


def touched(draft: ExtractionDraft, spans: Spans) -> list[Span]:
    """Return the quotations that share a character with the spans."""
    out: list[Span] = []
    for span in spans:
        index = bisect_right(draft.quotations, span.start, key=lambda one: one.end)
        while index < len(draft.quotations) and draft.quotations[index].start < span.end:
            out.append(draft.quotations[index])
            index += 1
    return out


def holds(outer: Span, spans: Spans) -> bool:
    """Return True if the cue stands inside of the quotation: then it is no report of it."""
    return any(outer.start <= span.start and span.end <= outer.end for span in spans)


def continue_quotation(draft: ExtractionDraft, report: DraftReport, taken: set[Span]) -> None:
    """ "..., " she said. "..." : the quotation after the sentence is hers as well. So are the next
    paragraphs of one that no mark has closed.
    """
    if not touched(draft, report.content) or not report.cue or is_signed(draft, report):
        return
    end = draft.sentences[report.sentence].span.end
    if report.content[-1].end > end:
        return
    if report.cue[0].start < report.content[0].start and not is_unclosed(draft, report):
        return
    index = bisect_right(draft.quotations, end, key=lambda one: one.start)
    while index < len(draft.quotations):
        following = draft.quotations[index]
        if following in taken or not follows(draft, end, following):
            return
        index += 1
        report.content = merged(draft.text, [*report.content, following])
        taken.add(following)
        end = following.end


def is_unclosed(draft: ExtractionDraft, report: DraftReport) -> bool:
    """Return True for a content that ends in a quotation which no mark closes."""
    last = touched(draft, report.content)[-1]
    return draft.text[last.end - 1] not in "”\"»’'" and report.content[-1].end >= last.end - 1


def begin_quotation(draft: ExtractionDraft, report: DraftReport, taken: set[Span]) -> None:
    """Give the report the paragraphs before its quotation that no mark closes: they belong to one
    speech.
    """
    first = next(iter(touched(draft, report.content)), None)
    while first is not None:
        before = orphans.begun(draft, first)
        if before is None or before in taken:
            return
        report.content = merged(draft.text, [*report.content, before])
        taken.add(before)
        first = before


def is_signed(draft: ExtractionDraft, report: DraftReport) -> bool:
    """Return True for “...” — Ada Maro: with her name her words are at an end."""
    return not any(c.isalpha() for s in report.cue for c in draft.text[s.start : s.end])


def follows(draft: ExtractionDraft, end: int, following: Span) -> bool:
    """Return True if only blanks and the page's own lines stand between; in a new paragraph it
    must be all of the paragraph.
    """
    text = draft.text
    between = text[end : following.start]
    if between.strip() and not is_page(draft, end, following.start):
        return False
    after = text[following.end : following.end + 2].strip(" \xa0")
    return not ("\n" in between or "\r" in between) or not after or after[0] in "\r\n"


def is_page(draft: ExtractionDraft, start: int, end: int) -> bool:
    """Return True if all that stands between two offsets is furniture: "Advertisement"."""
    first = bisect_right(draft.sentences, start, key=lambda one: one.span.start)
    for sentence in draft.sentences[first:]:
        if sentence.span.start >= end:
            return True
        if sentence.furniture is None:
            return False
    return False


def manner(draft: ExtractionDraft, report: DraftReport) -> Manner:
    """Return direct when all of it is quoted, mixed when some is; else as it was found."""
    inside = touched(draft, report.content)
    if not inside or report.manner == "direct":
        return report.manner
    whole = sum(span.end - span.start for span in report.content)
    quoted = sum(
        max(0, min(q.end, span.end) - max(q.start, span.start))
        for q in set(inside)
        for span in report.content
    )
    return "direct" if quoted >= 0.9 * whole else "mixed"
