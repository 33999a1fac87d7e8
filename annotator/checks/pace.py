"""Check 17: a judgement that was made too fast, or before its evidence, is logged, never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

#: 0.4 minutes: no one reads a claim with its document in less.
FASTEST_SECONDS = 24


@check(17, Severity.LOGGED)
def pace(given: JudgementInput, _circumstances: Circumstances) -> Iterator[Remark]:
    """Yield what the clock and the order of the decisions tell."""
    signs = []
    if given.seconds is not None and given.seconds < FASTEST_SECONDS:
        signs.append(f"judged in {given.seconds} seconds")
    if given.verdict and given.verdict_first:
        signs.append("verdict chosen before any evidence was looked at")
    if signs:
        yield Remark("verdict", "; ".join(signs).capitalize() + ".")
