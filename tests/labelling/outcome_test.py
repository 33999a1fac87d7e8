"""The label that a claim leaves with, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.labelling.outcome import NOT_CHECKABLE, REJECTED, label, outcome
from annotator.terms import (
    Basis,
    CandidateDecision,
    Decision,
    NotCheckableReason,
    RejectionReason,
)
from tests.exports.made import decided, judged, not_checkable, rejected

if TYPE_CHECKING:
    from annotator.records import DecisionRecord, JudgementRecord


def test_a_claim_that_nobody_has_judged_has_no_label() -> None:
    assert outcome([], None) == (None, Basis.NOT_JUDGED)


def test_while_somebody_has_still_to_judge_nothing_is_said_of_the_others() -> None:
    given = [judged("supported", id="1"), judged("refuted", id="2")]
    for judgements in ([], given[:1], given):
        for made in (None, decided()):
            assert outcome(judgements, made, readable=False) == (None, Basis.BEING_JUDGED)


@pytest.mark.parametrize(
    ("one", "known"),
    [
        (judged("refuted"), "refuted"),
        (not_checkable(), NOT_CHECKABLE),
        (rejected(), REJECTED),
        (judged("supported", candidate=CandidateDecision.REWORDED, wording="It was"), "supported"),
    ],
)
def test_one_judgement_gives_its_label_as_a_single_one(one: JudgementRecord, known: str) -> None:
    assert label(one) == known
    assert outcome([one], None) == (known, Basis.SINGLE)


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        (judged("supported"), judged("supported", wording="It was"), "supported"),
        (
            not_checkable(),
            not_checkable(not_checkable_reason=NotCheckableReason.TOO_VAGUE),
            NOT_CHECKABLE,
        ),
        (rejected(), rejected(rejection_reason=RejectionReason.NOT_ATOMIC), REJECTED),
    ],
)
def test_judgements_of_one_label_are_unanimous_whatever_their_reasons(
    first: JudgementRecord, second: JudgementRecord, known: str
) -> None:
    assert outcome([first, second], None) == (known, Basis.UNANIMOUS)


@pytest.mark.parametrize(
    "others",
    [
        [judged("refuted")],
        [not_checkable()],
        [rejected()],
        [judged("supported"), judged("refuted")],
        [judged("refuted"), judged("conflicting_evidence")],
    ],
)
def test_judgements_of_different_labels_are_disputed_without_a_majority(
    others: list[JudgementRecord],
) -> None:
    assert outcome([judged("supported"), *others], None) == (None, Basis.DISPUTED)


@pytest.mark.parametrize(
    ("made", "known"),
    [
        (decided(verdict="conflicting_evidence"), "conflicting_evidence"),
        (decided(verdict=None, not_checkable_reason=NotCheckableReason.OPINION), NOT_CHECKABLE),
        (decided(verdict=None, rejection_reason=RejectionReason.NOT_A_CLAIM), REJECTED),
        (
            decided(decision=Decision.ONE_RIGHT, chosen_judgement="1", verdict=None),
            "supported",
        ),
        (
            decided(decision=Decision.ONE_RIGHT, chosen_judgement="2", verdict=None),
            NOT_CHECKABLE,
        ),
        (
            decided(decision=Decision.BOTH_ACCEPTABLE, chosen_judgement="3", verdict=None),
            REJECTED,
        ),
    ],
)
def test_a_decision_outweighs_the_judgements(made: DecisionRecord, known: str) -> None:
    given = [
        judged("supported", id="1"),
        not_checkable(id="2"),
        rejected(id="3"),
    ]
    assert outcome(given, made) == (known, Basis.ADJUDICATED)
    assert outcome(given[::-1], made) == (known, Basis.ADJUDICATED)


def test_a_decision_stands_over_judgements_that_agree() -> None:
    agreed = [judged("supported", id="1"), judged("supported", id="2")]
    assert outcome(agreed, decided(verdict="refuted")) == ("refuted", Basis.ADJUDICATED)
