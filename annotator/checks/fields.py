"""Each decision that was reached has what it needs, and nothing that contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.terms import CandidateDecision, Checkability, Severity, SpeakerDecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput
    from annotator.schemes import Scheme


@check(None, Severity.BLOCKS)
def fields(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield what is missing, decision by decision, in the order of the desk."""
    yield from _candidate_fields(given)
    if not given.may_be_claim:
        return
    if given.speaker_decision is SpeakerDecision.CORRECTED and not given.speaker.strip():
        yield Remark("speaker", _("Write who says it."))
    if given.worthiness is None:
        yield Remark("worthiness", _("Say whether it is worth checking."))
    if given.is_no_fact:
        return
    if given.checkability is None:
        yield Remark("checkability", _("Say whether the claim can be checked."))
    elif given.checkability is Checkability.NOT_CHECKABLE:
        if given.not_checkable_reason is None:
            yield Remark("not_checkable_reason", _("Say why it cannot be checked."))
    else:
        if circumstances.scheme is not None:
            yield from _verdict_fields(given, circumstances.scheme)


def _candidate_fields(given: JudgementInput) -> Iterator[Remark]:
    parts = {" ".join(part.split()).casefold() for part in given.parts} - {""}
    match given.candidate:
        case None:
            yield Remark("candidate", _("Say whether this is a claim."))
        case CandidateDecision.REJECTED if given.rejection_reason is None:
            yield Remark("rejection_reason", _("Say why it is no claim."))
        case CandidateDecision.REWORDED if not given.wording.strip():
            yield Remark("wording", _("Write the claim in your words, or accept it as it stands."))
        case CandidateDecision.SPLIT if len(parts) < 2:
            yield Remark("parts", _("Write at least two claims, one per line."))
        case CandidateDecision.MERGED if given.merged_with is None:
            yield Remark("merged_with", _("Choose the claim that says the same."))


def _verdict_fields(given: JudgementInput, scheme: Scheme) -> Iterator[Remark]:
    known = {label.code for label in scheme.verdicts}
    if given.verdict is None:
        yield Remark("verdict", _("Choose a verdict."))
    elif given.verdict not in known:
        yield Remark(
            "verdict",
            _(
                "“%(verdict)s” is no verdict of “%(name)s”.",
                verdict=given.verdict,
                name=scheme.name,
            ),
        )
    if not given.justification.strip():
        yield Remark(
            "justification", _("Say in a sentence why the evidence leads to this verdict.")
        )
    if given.confidence is None:
        yield Remark("confidence", _("Say how sure you are."))
    elif not 1 <= given.confidence <= 5:
        yield Remark("confidence", _("How sure you are is a number from 1 to 5."))
