"""Check 14: a question states nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_MARKS = ("?", "？", "؟", "⁇", "՞", ";")
_CLOSING = "\"'”’»)] "
_TURNED_ROUND = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|may|might)"
    r" (?:it|he|she|they|we|you|i|there|this|that|these|those|the|a|an|any|all|no|[A-Z][\w-]*)\b"
    r"|(?:why|how come|what|where|who|whom|whose|which|when|how (?:many|much|long|often)) "
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
)


@check(14, Severity.WARNS, of_words=True)
def question(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield claims that ask: by their mark, or in English by the order of their words."""
    claim = circumstances.wording(given).rstrip(_CLOSING)
    start = claim[:1].lower() + claim[1:]
    asks = circumstances.language == "en" and _TURNED_ROUND.match(start) is not None
    if claim.endswith(_MARKS) or asks:
        yield Remark(
            "wording",
            _(
                "This is a question, and a question is neither true nor false. Reword it as "
                "the statement that is made, or reject it."
            ),
            own_doing=given.candidate == "reworded",
        )
