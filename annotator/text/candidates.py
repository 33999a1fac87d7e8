"""Candidates: the claims of all sentences in the order of the text, with who says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.draft import Claim
from annotator.text.extraction import Candidate
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.draft import Draft


def propose(draft: Draft) -> None:
    """Puts the claims beside and within attributions into one list, in the order of the text."""
    rows = [(claim, None) for claim in draft.claims] + [
        (claim, number) for number, report in enumerate(draft.reports) for claim in report.claims
    ]
    rows.sort(key=lambda row: (row[0].spans[0].start, row[0].spans[-1].end))
    seen = set()
    for claim, number in rows:
        if (claim.spans, number) in seen:
            continue
        seen.add((claim.spans, number))
        text = joined(draft.text, claim.spans)
        draft.candidates.append(Candidate(claim.sentence, claim.spans, text, claim.rule, number))


def whole_sentences(draft: Draft) -> None:
    """Each sentence is a claim: all that can be said in a language without rules."""
    for index, body in enumerate(draft.bodies):
        if body is not None and not draft.text[body.start : body.end].rstrip("\"'”’»)").endswith(
            "?"
        ):
            draft.claims.append(Claim(index, (body,), "sentence"))
    propose(draft)
