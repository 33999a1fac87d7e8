"""What the desk's buttons answer, in the reader's words, wherever an answer is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.terms import CandidateDecision, Checkability, SpeakerDecision, Worthiness, words

if TYPE_CHECKING:
    from enum import StrEnum

#: Terms whose own name does not answer the question that they are offered for.
ANSWERS: dict[type[StrEnum], dict[StrEnum, str]] = {
    CandidateDecision: {
        CandidateDecision.ACCEPTED: "Yes, as it stands",
        CandidateDecision.REWORDED: "Yes, reworded",
        CandidateDecision.SPLIT: "Several claims",
        CandidateDecision.MERGED: "Same as another",
        CandidateDecision.REJECTED: "No",
    },
    SpeakerDecision: {
        SpeakerDecision.AS_FOUND: "As found",
        SpeakerDecision.CORRECTED: "Somebody else",
        SpeakerDecision.NOBODY: "The paper itself",
    },
    Worthiness: {
        Worthiness.CFS: "Worth it",
        Worthiness.UFS: "Not worth it",
        Worthiness.NFS: "No fact",
    },
    Checkability: {
        Checkability.CHECKABLE: "Yes",
        Checkability.NOT_CHECKABLE: "No",
    },
}


def answer(term: StrEnum) -> str:
    """The term as a button says it: `supports`, "Worth it"."""
    return ANSWERS.get(type(term), {}).get(term, words(term))
