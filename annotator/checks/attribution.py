"""Check 13: “is it so” and “did they say it” are two claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.matching.words import stems
from annotator.terms import ClaimKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_CUES = (
    "said|says|told|tells|stated|states|claimed|claims|announced|announces|added|adds|noted|notes"
    "|argued|argues|warned|warns|insisted|insists|stressed|stresses|emphasi[sz]ed|explained"
    "|admitted|admits|acknowledged|declared|declares|concluded|suggested|confirmed|confirms"
    "|denied|denies|asserted|asserts|believes|believed|alleged|alleges|maintained|maintains"
    "|pointed out|points out|reported|reports|remarked|reiterated|recalled|predicted|wrote|writes"
)
#: "said that", "told reporters that", "according to", or the cue after what was said.
_ATTRIBUTED = re.compile(
    rf"\b(?:{_CUES}) (?:[\w’'-]+ ){{0,3}}that\b|\baccording to\b|^in the words of\b"
    rf"|, (?:\w+ ){{0,4}}(?:said|says|told|added|adds)\b[^,]{{0,60}}$"
    rf"|^(?:\w+ ){{1,4}}(?:said|says)\b",
    re.IGNORECASE,
)
_CUE = re.compile(rf"\b(?:{_CUES}|saying|say|tell|claim|according to)\b|[“\"«„]", re.IGNORECASE)


@check(13, Severity.WARNS, of_words=True)
def attribution(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield words of saying left in a content claim, or dropped from an attribution claim.

    A whole report has its cue from the extraction, whatever verb that is.
    """
    claim = circumstances.wording(given)
    if circumstances.language != "en":
        return
    if circumstances.kind is ClaimKind.CONTENT and (match := _ATTRIBUTED.search(claim)):
        message = (
            f"“{match[0].strip(', ')}” belongs to who said it, not to what is judged: is it so?"
            " Keep the statement alone."
        )
    elif circumstances.kind is ClaimKind.ATTRIBUTION and not _says(claim, circumstances.cue):
        message = (
            "This claim is about who said something, but it does not name the speaker."
            " Put back who said it."
        )
    else:
        return
    yield Remark("wording", message, own_doing=given.candidate == "reworded")


def _says(claim: str, cue: str) -> bool:
    """Return True if the claim has a common word of saying, or one of its report's cue."""
    return bool(_CUE.search(claim) or stems(cue) & stems(claim))
