"""Candidates: the claims of all sentences in the order of the text, with who says them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.assembly.balance import balanced
from annotator.text.assembly.enclosures import Enclosures
from annotator.text.draft import DraftClaim
from annotator.text.extraction import Candidate
from annotator.text.spans import covers, joined, length

if TYPE_CHECKING:
    from annotator.text.draft import DraftReport, ExtractionDraft
    from annotator.text.extraction import Doubt

#: Attributions before and after a sentence among which its speaker is looked for: the cue stands
#: within a few sentences of what it quotes, or right before it.
NEAR = 8


def propose(draft: ExtractionDraft) -> None:
    """Put the claims beside and within attributions into one list, in the order of the text."""
    enclosures = Enclosures(draft.reports)
    rows = [(claim, speaking(draft, claim, enclosures)) for claim in draft.claims] + [
        (claim, number) for number, report in enumerate(draft.reports) for claim in report.claims
    ]
    rows.sort(key=lambda row: (row[0].spans[0].start, row[0].spans[-1].end))
    seen = set()
    for claim, number in rows:
        spans = balanced(draft.text, claim.spans)
        if not spans or (spans, number) in seen:
            continue
        seen.add((spans, number))
        text = joined(draft.text, spans)
        if any(character.isalnum() for character in text):
            draft.candidates.append(
                Candidate(
                    claim.sentence,
                    spans,
                    text,
                    claim.rule,
                    number,
                    doubts=doubts(draft, claim, number),
                    kept_whole=claim.kept_whole,
                    fell_back=claim.fell_back,
                )
            )


def doubts(draft: ExtractionDraft, claim: DraftClaim, number: int | None) -> tuple[Doubt, ...]:
    """Return the doubts of a claim: those of its cut, and that of its speaker."""
    chosen = number is not None and draft.attributions[number].chosen
    return (*claim.doubts, "speaker") if chosen else claim.doubts


def speaking(draft: ExtractionDraft, claim: DraftClaim, enclosures: Enclosures) -> int | None:
    """Return whose quotation or turn holds a whole sentence of it; the innermost one."""
    first, last = claim.spans[0].start, claim.spans[-1].end
    before = bisect_right(draft.quotations, first, key=lambda quotation: quotation.start)
    is_quoted = covers(draft.quotations[max(0, before - 1) : before], first, last)
    index = bisect_right(draft.reports, claim.sentence, key=lambda report: report.sentence)
    holding = [
        number
        for number in enclosures.near(index, first, NEAR)
        if (is_quoted or is_apart(draft.reports[number], claim))
        and covers(draft.reports[number].content, first, last)
    ]
    return min(holding, key=lambda number: length(draft.reports[number].content), default=None)


def is_apart(report: DraftReport, claim: DraftClaim) -> bool:
    """Return True unless the report has cut the claims of this sentence itself."""
    return report.sentence != claim.sentence or not report.claims


def whole_sentences(draft: ExtractionDraft) -> None:
    """Each sentence is a claim: all that can be said in a language without rules."""
    for index, body in enumerate(draft.bodies):
        if body is None:
            continue
        words = draft.text[body.start : body.end].rstrip("\"'”“’»«)」』")
        if not words.endswith(("?", "？", "؟")):
            draft.claims.append(DraftClaim(index, (body,), "sentence"))
    propose(draft)
