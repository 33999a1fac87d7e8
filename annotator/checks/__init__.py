"""The checks of a judgement, in the order of CHECKS.

For queries, operations and web; pure.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from annotator.checks.atomic import atomic
from annotator.checks.attribution import attribution
from annotator.checks.carried import carried
from annotator.checks.dating import after_the_claim
from annotator.checks.domains import listed_domain
from annotator.checks.evidence import evidence
from annotator.checks.factchecks import fact_check
from annotator.checks.fields import fields
from annotator.checks.finding import CheckFinding
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
    from annotator.checks.finding import Check
    from annotator.records import DocumentMetadata

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

_OF_WORDS = {check.number: check for check in CHECKS if check.of_words}
#: Raised when a check of words finds something else than before: what was kept is found again.
_EDITION = "1"


def findings(given: JudgementInput, circumstances: Circumstances) -> list[CheckFinding]:
    """Return all that the checks find in a judgement, in the order of CHECKS.

    The words of a candidate that was rejected are asked nothing.
    """
    rejected = given.candidate is CandidateDecision.REJECTED
    wanted = (check for check in CHECKS if not (rejected and check.of_claim))
    return [finding for check in wanted for finding in check(given, circumstances)]


def word_findings(circumstances: Circumstances) -> list[CheckFinding]:
    """Return what is found in a claim's own words before anybody has judged it.

    That its date or its outlet is not known is its document's to say, once for all its claims.
    """
    given = JudgementInput(CandidateDecision.ACCEPTED)
    return [f for check in CHECKS if check.of_words for f in check(given, circumstances)]


def near_findings(circumstances: Circumstances) -> list[CheckFinding]:
    """Return that another claim says nearly the same, if one does."""
    return [*near_duplicate(JudgementInput(CandidateDecision.ACCEPTED), circumstances)]


def noted_again(number: int, message: str) -> CheckFinding:
    """Return a finding in a claim's own words that was kept by its check's number."""
    check = _OF_WORDS[number]
    return CheckFinding(number, check.key, check.severity, "wording", message, None, False)


def surroundings(document: DocumentMetadata, speaker: str | None) -> str:
    """Return a hash of what can change around a claim's words: what is found in them holds for it.

    The edition of the checks is a part of it.
    """
    known = (_EDITION, document.title, document.outlet, document.published, speaker)
    words = "\x1f".join(str(one or "") for one in known)
    return hashlib.sha256(words.encode()).hexdigest()[:20]
