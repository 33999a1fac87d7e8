"""Candidates: the claims of all sentences in the order of the text, with who says them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.assembly.balance import balanced
from annotator.text.draft import DraftClaim
from annotator.text.extraction import Candidate
from annotator.text.spans import covers, joined

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Doubt

#: Attributions before and after a sentence among which its speaker is looked for.
NEAR = 8


def propose(draft: ExtractionDraft) -> None:
    """Put the claims beside and within attributions into one list, in the order of the text."""
    rows = [(claim, speaking(draft, claim)) for claim in draft.claims] + [
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


def speaking(draft: ExtractionDraft, claim: DraftClaim) -> int | None:
    """Return whose quotation holds a whole sentence of it, cut in another sentence or signed
    here.
    """
    first, last = claim.spans[0].start, claim.spans[-1].end
    before = bisect_right(draft.quotations, first, key=lambda quotation: quotation.start)
    is_quoted = covers(draft.quotations[max(0, before - 1) : before], first, last)
    index = bisect_right(draft.reports, claim.sentence, key=lambda report: report.sentence)
    # The cue stands within a few sentences of what it quotes, or right before it.
    for number in range(max(0, index - NEAR), min(len(draft.reports), index + NEAR)):
        report = draft.reports[number]
        apart = report.sentence != claim.sentence or not report.claims or is_quoted
        if apart and covers(report.content, first, last):
            return number
    return None


def whole_sentences(draft: ExtractionDraft) -> None:
    """Each sentence is a claim: all that can be said in a language without rules."""
    for index, body in enumerate(draft.bodies):
        if body is not None and not draft.text[body.start : body.end].rstrip("\"'”’»)").endswith(
            "?"
        ):
            draft.claims.append(DraftClaim(index, (body,), "sentence"))
    propose(draft)
