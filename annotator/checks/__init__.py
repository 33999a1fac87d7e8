"""The checks of a judgement, in the order of CHECKS.

For queries, operations and web; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.atomic import atomic
from annotator.checks.attribution import attribution
from annotator.checks.carried import carried
from annotator.checks.dating import after_the_claim
from annotator.checks.domains import listed_domain
from annotator.checks.evidence import evidence
from annotator.checks.factchecks import fact_check
from annotator.checks.fields import fields
from annotator.checks.independence import circular, publishers
from annotator.checks.nearness import near_duplicate
from annotator.checks.origin import origin
from annotator.checks.pace import pace
from annotator.checks.question import question
from annotator.checks.self_evidence import self_evidence
from annotator.checks.snapshots import quote_drift, snapshot
from annotator.checks.standing import stands_alone
from annotator.checks.wording import changed, says_more
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision

if TYPE_CHECKING:
    from annotator.checks.circumstances import Circumstances
    from annotator.checks.finding import Check, CheckFinding

#: In the order of the desk. Check 19, blindness, is queries/visibility/blindness.py.
CHECKS: tuple[Check, ...] = (
    fields,
    changed,
    stands_alone,
    atomic,
    says_more,
    attribution,
    question,
    near_duplicate,
    origin,
    evidence,
    fact_check,
    quote_drift,
    after_the_claim,
    snapshot,
    self_evidence,
    circular,
    publishers,
    listed_domain,
    carried,
    pace,
)


def findings(given: JudgementInput, circumstances: Circumstances) -> list[CheckFinding]:
    """Return all that the checks find in a judgement, in the order of CHECKS.

    The words of a candidate that was rejected are asked nothing.
    """
    rejected = given.candidate is CandidateDecision.REJECTED
    wanted = (check for check in CHECKS if not (rejected and check.of_claim))
    return [finding for check in wanted for finding in check(given, circumstances)]


def claim_findings(circumstances: Circumstances) -> list[CheckFinding]:
    """Return what the checks of a claim's words find before anybody has judged it."""
    given = JudgementInput(CandidateDecision.ACCEPTED)
    return [f for check in CHECKS if check.of_claim for f in check(given, circumstances)]
