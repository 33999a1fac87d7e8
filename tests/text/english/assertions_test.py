"""A content is its speaker's claim only if the speaker claims it."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims


def whole(sentence: str) -> bool:
    """Return True if the sentence is its only claim."""
    return claims(sentence) == [sentence.removesuffix(".")]


def test_what_is_said_outright_is_a_claim_of_its_speaker() -> None:
    found = extract("Tarro told the council that the mill had burned down.")
    assert [one.text for one in found.candidates] == ["the mill had burned down"]
    assert found.attributions[0].speaker == "Tarro"


@pytest.mark.parametrize(
    "sentence",
    [
        "Tarro did not say that the mill was empty.",
        "Tarro denied that the mill was empty.",
        "Tarro denied telling guests that the mill was empty.",
        "The council may announce that the mill is closed.",
        "Nobody has claimed that Senn knew of the leak.",
        "Tarro refused to say how many ships were lost.",
        "The court neither confirmed nor denied that Senn was free.",
    ],
)
def test_a_denied_or_possible_report_claims_nothing_but_itself(sentence: str) -> None:
    assert whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Senn asked whether the dam was safe.",
        "Nobody knows who sold the ships.",
        "It is unclear whether the mill was sold.",
        "Senn wondered if the dam would hold.",
    ],
)
def test_a_question_within_a_sentence_is_no_claim(sentence: str) -> None:
    assert whole(sentence)


def test_a_question_claims_nothing() -> None:
    assert claims("Did the guards open the gate and let the goats in?") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The film falsely suggests that Maro sold the mill.",
        "The theory that gulls broke the mast has been refuted.",
        "The paper withdrew its report that Senn had fled.",
    ],
)
def test_what_the_sentence_refutes_is_not_told_without_that(sentence: str) -> None:
    assert whole(sentence)


def test_what_is_refuted_after_a_comma_is_still_its_speakers_claim() -> None:
    found = extract("Maro said the dam was safe, but that is not true.")
    assert [(one.text, one.attribution) for one in found.candidates] == [
        ("Maro said the dam was safe, but that is not true", None),
        ("the dam was safe", 0),
    ]


@pytest.mark.parametrize(
    "sentence",
    ["Maro praised the patience of the tenants.", "Senn called for an end to the strike."],
)
def test_a_report_without_a_statement_is_itself_the_claim(sentence: str) -> None:
    found = extract(sentence)
    assert whole(sentence)
    assert all(one.is_report for one in found.attributions)


def test_a_report_within_a_report_belongs_to_the_outer_speaker() -> None:
    found = extract("Maro said that Tarro had told her that the mill was empty.")
    assert [
        (one.text, found.attributions[one.attribution or 0].speaker) for one in found.candidates
    ] == [("Tarro had told her that the mill was empty", "Maro")]


def test_what_the_speaker_may_have_done_is_not_said_of_the_subject_of_the_content() -> None:
    found = claims("Sarrow told Maro that the port was open, and left the room.")
    assert all("the port left" not in claim for claim in found)
