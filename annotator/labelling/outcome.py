"""The label that a claim leaves with, and on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.records import JudgementRecord
from annotator.terms import CLAIMS, Basis, CandidateDecision, Decision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.records import Answer, DecisionRecord
    from annotator.tokens import Token

NOT_CHECKABLE = "not_checkable"
REJECTED = CandidateDecision.REJECTED.value
SPLIT = CandidateDecision.SPLIT.value
MERGED = CandidateDecision.MERGED.value


def outcome(
    judgements: Sequence[JudgementRecord],
    decided: DecisionRecord | None,
    *,
    readable: bool = True,
    known: Answer | None = None,
) -> tuple[str | None, Basis]:
    """Return the label of a claim, decided by a reviewer or agreed by all who judged it, and its
    basis.

    A verdict's code, NOT_CHECKABLE, REJECTED, SPLIT or MERGED; None where the claim is disputed,
    not judged, or (not `readable`) not yet judged by all. An answer that is known comes
    before all.
    """
    if known is not None:
        return label(known), Basis.KNOWN_ANSWER
    if not readable:
        return None, Basis.BEING_JUDGED
    if decided is not None:
        return decided_label(decided, judgements), Basis.ADJUDICATED
    labels = {label(judged) for judged in judgements}
    if not labels:
        return None, Basis.NOT_JUDGED
    if len(labels) > 1:
        return None, Basis.DISPUTED
    return labels.pop(), Basis.UNANIMOUS if len(judgements) > 1 else Basis.SINGLE


def label(outcome: JudgementRecord | Answer) -> str:
    """Return one judgement, or a known answer, as one label."""
    if outcome.rejection_reason is not None:
        return REJECTED
    if isinstance(outcome, JudgementRecord) and outcome.candidate not in CLAIMS:
        return str(outcome.candidate)
    return outcome.verdict or NOT_CHECKABLE


def decided_label(decided: DecisionRecord, judgements: Sequence[JudgementRecord]) -> str:
    """Return what a decision comes to: the label of the judgement that it chooses, or its own."""
    return label_by(decided, {judged.id: label(judged) for judged in judgements})


def label_by(decided: DecisionRecord, labels: Mapping[Token, str]) -> str:
    """Return the same, with the label of each judgement by its token."""
    if decided.chosen_judgement is not None and decided.chosen_judgement in labels:
        return labels[decided.chosen_judgement]
    if decided.rejection_reason is not None:
        return REJECTED
    return decided.verdict or NOT_CHECKABLE


def is_as_decided(judged: JudgementRecord, decided: DecisionRecord, came_to: str) -> bool:
    """Return True if a judgement is as decided: the claim `came_to` it, or it was acceptable
    too.
    """
    return decided.decision is Decision.BOTH_ACCEPTABLE or label(judged) == came_to
