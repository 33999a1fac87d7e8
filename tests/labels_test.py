"""Terms in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator import terms
from annotator.actions import Action
from annotator.import_states import GuessOrigin, QuestionKind
from annotator.labels import heading, label
from annotator.language import LazyText
from annotator.terms import CandidateDecision, MatchState, Stance, Worthiness

if TYPE_CHECKING:
    from enum import StrEnum

SHOWN = (
    *(terms.Role, terms.Worthiness, terms.SetState, terms.CandidateDecision),
    *(terms.SpeakerDecision, terms.RejectionReason, terms.NotCheckableReason, terms.SkipReason),
    *(terms.Stance, terms.Coverage, terms.DisagreementKind, terms.DisagreementReason),
    *(terms.Decision, terms.Basis, terms.JobState, Action),
    *(GuessOrigin, QuestionKind),
)


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: str(kind.__name__))
def test_each_term_that_pages_show_has_words(kind: type[StrEnum]) -> None:
    for term in kind:
        assert label(term)
        assert "_" not in label(term)


def test_a_term_is_named_by_its_kind() -> None:
    assert label(Worthiness.UFS) == "minor fact"
    assert label(CandidateDecision.REJECTED) == "not a claim"
    assert str(MatchState.REJECTED) == str(CandidateDecision.REJECTED)


def test_words_that_stand_alone_have_a_capital_letter() -> None:
    assert heading(label(Stance.SUPPORTS)) == "Supports"
    assert heading(LazyText("UFS and more", {})) == "UFS and more"
