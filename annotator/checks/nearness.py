"""Check 15: a claim that exists already is matched, not judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check, quoted
from annotator.language import _
from annotator.matching.similarity import content_words, nearness
from annotator.matching.words import folded, head
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.checks.circumstances import Circumstances, NearClaim
    from annotator.records import JudgementInput

#: The share of all their content words that two claims have in common, from which on they are near.
NEAR = 0.6


@check(15, Severity.NOTES, of_claim=True)
def near_duplicate(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield the nearest other claim, when it may well be the same."""
    claim = circumstances.wording(given)
    like = _may_be_near(claim, circumstances.near)
    near = [(nearness(claim, other.text), -other.claim_id, other) for other in like]
    share, _id, closest = max(near, default=(0.0, 0, None), key=lambda found: found[:2])
    if closest is not None and share >= NEAR:
        yield Remark(
            "wording",
            _(
                "Claim %(claim_id)s says nearly the same: %(text)s If it is the same claim, it "
                "need not be judged twice.",
                claim_id=closest.claim_id,
                text=quoted(closest.text),
            ),
        )


def _may_be_near(claim: str, others: Sequence[NearClaim]) -> Iterator[NearClaim]:
    """Yield those in which enough words begin like the claim's.

    Most share a band by common words alone: no more is read of them.
    """
    heads = [head(word) for word in content_words(claim)]
    for other in others:
        # No more words are shared than these, of no fewer than the claim has.
        if sum(map(folded(other.text).__contains__, heads)) >= NEAR * len(heads):
            yield other
