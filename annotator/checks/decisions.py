"""What a reviewer's decision must hold before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.carried import carried
from annotator.checks.circumstances import Circumstances, ClaimDocument
from annotator.checks.evidence import evidence
from annotator.checks.finding import Remark
from annotator.errors import BadInput
from annotator.language import _
from annotator.records import JudgementInput
from annotator.terms import CHOOSES, SETTLES, CandidateDecision, Checkability, Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.records import DecisionInput, EvidenceInput
    from annotator.schemes import Scheme


def lacking(
    given: DecisionInput, links: tuple[EvidenceInput, ...], scheme: Scheme, *, agreed: bool
) -> list[Remark]:
    """Return all that a decision lacks, each at its field; `links` are what its own outcome rests
    on.

    `agreed` says that those who judged the claim do not differ: then a spot check may confirm it.
    """
    return [*_choice(given, agreed=agreed), *_outcome(given, links, scheme), *_words(given)]


def _choice(given: DecisionInput, *, agreed: bool) -> Iterator[Remark]:
    if given.decision in (None, Decision.REOPENED):
        yield Remark("decision", _("Choose what becomes of the claim."))
    elif given.decision is Decision.CONFIRMED and not agreed:
        yield Remark("decision", _("They differ on this claim: choose one of their judgements."))
    elif given.decision in CHOOSES and given.chosen_judgement is None:
        yield Remark("decision", _("Choose the judgement that the claim leaves with."))


def _words(given: DecisionInput) -> Iterator[Remark]:
    if given.decision is Decision.CONFIRMED:
        return
    if given.decision in (None, *SETTLES) and not given.reasons:
        yield Remark("reasons", _("Say why: choose at least one reason."))
    if not given.note.strip():
        yield Remark("note", _("Write a note that says why, for later readers."))


def _outcome(
    given: DecisionInput, links: tuple[EvidenceInput, ...], scheme: Scheme
) -> Iterator[Remark]:
    """Yield an outcome of the reviewer's own is held to what every judgement is held to."""
    if given.decision is not Decision.ALL_WRONG:
        return
    outcomes = (given.verdict, given.not_checkable_reason, given.rejection_reason)
    if sum(outcome is not None for outcome in outcomes) != 1:
        yield Remark("outcome", _("All are wrong: choose the outcome that is right."))
    elif given.verdict is not None:
        try:
            scheme.verdict(given.verdict)
        except BadInput as error:
            yield Remark("outcome", str(error))
            return
        yield from _evidence(given.verdict, links, scheme)


def _evidence(verdict: str, links: tuple[EvidenceInput, ...], scheme: Scheme) -> Iterator[Remark]:
    own = JudgementInput(
        CandidateDecision.ACCEPTED,
        checkability=Checkability.CHECKABLE,
        verdict=verdict,
        evidence=links,
    )
    around = Circumstances(text="", mention="", document=ClaimDocument(text=""), scheme=scheme)
    for found in (*evidence(own, around), *carried(own, around)):
        yield Remark("evidence", found.message)
