"""Judgements and what is known around them, as the checks get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.checks.circumstances import Circumstances, ClaimDocument, Stored
from annotator.records import DocumentMetadata, EvidenceInput, JudgementInput
from annotator.schemes import shipped
from annotator.terms import CandidateDecision, Checkability, Stance

if TYPE_CHECKING:
    from annotator.checks.finding import Check, CheckFinding

CLAIM = "The bridge at Kesselbrook carried 4,000 cars a day"
TEXT = (
    "KESSELBROOK - The bridge at Kesselbrook carried 4,000 cars a day, Ada Maro said on Friday."
    " She told the council of Orlest that the harvest had doubled since the floods."
)


def link(stance: Stance = Stance.SUPPORTS, **changes: Any) -> EvidenceInput:
    fields: dict[str, Any] = {
        "url": "https://relief.example/bulletins/5",
        "title": "Bulletin 5",
        "publisher": "Relief Society",
        "published": None,
        "quote": f"What {stance} it.",
        "stance": stance,
    }
    if isinstance(changes.get("published"), str):
        changes["published"] = dates.parse(changes["published"])
    return EvidenceInput(**{**fields, **changes})


def judgement(*evidence: EvidenceInput, **changes: Any) -> JudgementInput:
    fields: dict[str, Any] = {
        "candidate": CandidateDecision.ACCEPTED,
        "checkability": Checkability.CHECKABLE,
        "verdict": "supported",
        "justification": "The bulletin says so.",
        "confidence": 3,
        "evidence": evidence or (link(),),
    }
    return JudgementInput(**{**fields, **changes})


def reworded(wording: str) -> JudgementInput:
    return judgement(candidate=CandidateDecision.REWORDED, wording=wording)


def document(**changes: Any) -> ClaimDocument:
    fields: dict[str, Any] = {
        "title": "A busy bridge",
        "url": "https://herald.example/bridge",
        "outlet": "Northern Herald",
        "published": dates.parse("2025-12-06"),
    }
    if isinstance(changes.get("published"), str):
        changes["published"] = dates.parse(changes["published"])
    text = changes.pop("text", TEXT)
    return ClaimDocument(text, DocumentMetadata(**{**fields, **changes}))


def around(**changes: Any) -> Circumstances:
    """What is known around a claim; one that is given as `text` is its own mention."""
    text = changes.get("text", CLAIM)
    fields: dict[str, Any] = {
        "text": text,
        "mention": text,
        "document": document(),
        "scheme": shipped("verdicts"),
        "attributed": True,
        "speaker": "Ada Maro",
    }
    return Circumstances(**{**fields, **changes})


def stored(text: str, **changes: Any) -> Stored:
    return Stored(text, "0" * 64, **changes)


def found(
    check: Check, given: JudgementInput | None = None, known: Circumstances | None = None
) -> list[CheckFinding]:
    return list(check(given or judgement(), known or around()))


def rows(
    check: Check, given: JudgementInput | None = None, known: Circumstances | None = None
) -> list[int | None]:
    """The sources, or the claim as None, in which a check finds something."""
    return [finding.row for finding in found(check, given, known)]
