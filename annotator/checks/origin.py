"""Check 18: a claim without its date, speaker or outlet cannot be placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput


@check(18, Severity.WARNS, of_claim=True)
def origin(_given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield what is not known of where the claim comes from; a paper's own voice needs no
    speaker.
    """
    document = circumstances.document.metadata
    lacking = [
        name
        for name, known in (
            ("date", document.published),
            ("outlet", document.outlet),
            ("speaker", circumstances.speaker or not circumstances.attributed),
        )
        if not known
    ]
    if lacking:
        yield Remark(
            "candidate",
            _(
                "The claim has no %(lacking)s. Look for it in the document, and say in your "
                "justification what you took it to be.",
                lacking=" and no ".join(lacking),
            ),
        )
