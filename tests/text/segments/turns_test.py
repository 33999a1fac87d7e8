"""Turns: the person named before the colon says a paragraph of a transcript."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims, reports, speakers

TRANSCRIPT = """MARO: The port was not closed. It was shut for two days.
BEN TARRO, OPPOSITION LEADER: That is untrue.
MARO: The road is open.

The port of Orlest lies in the north."""
INTERVIEW = """INTERVIEWER: Why did you leave?

MS. MARO: The council read no report.

It closed the port.

Q    And the road?

MS. MARO: The road is open.

***

The port of Orlest lies in the north."""


def said(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """Each claim with its speaker."""
    found = extract(text, language)
    return [
        (one.text, None if one.attribution is None else found.attributions[one.attribution].speaker)
        for one in found.candidates
    ]


def test_the_sentences_of_a_turn_are_said_by_whoever_is_named_before_it() -> None:
    assert said(TRANSCRIPT) == [
        ("The port was not closed", "MARO"),
        ("It was shut for two days", "MARO"),
        ("That is untrue", "BEN TARRO"),
        ("The road is open", "MARO"),
        ("The port of Orlest lies in the north", "MARO"),
    ]
    assert reports(TRANSCRIPT)[1] == (
        "BEN TARRO, OPPOSITION LEADER",
        ":",
        "That is untrue.",
    )
    assert {one.manner for one in extract(TRANSCRIPT).attributions} == {"direct"}


def test_a_speaker_named_once_in_full_keeps_that_name() -> None:
    text = "Ada Maro: The road is open.\nSenn: It is shut.\nMaro: It is wide.\n"
    assert speakers(text) == ["Ada Maro", "Senn", "Ada Maro"]
    assert speakers("MARO: It is open.\nMARO: It is wide.\nMinister Ada Maro left.\n") == [
        "Ada Maro",
        "Ada Maro",
    ]


def test_a_turn_runs_on_to_the_next_label_or_to_a_line_that_closes_the_transcript() -> None:
    assert said(INTERVIEW) == [
        ("The council read no report", "MARO"),
        ("It closed the port", "MARO"),
        ("The road is open", "MARO"),
        ("The port of Orlest lies in the north", None),
    ]


@pytest.mark.parametrize(
    ("first", "after"),
    [
        ("The road is open.", "Maro was born in Orlest."),
        ("“The road is open.”", "The port lies in the north."),
    ],
)
def test_the_narrator_speaks_again_of_the_speaker_and_after_quotations(
    first: str, after: str
) -> None:
    text = f"Senn: “It is shut.”\n\nMaro: {first}\n\n{after}\n\nSenn: “It is wide.”"
    assert (after.rstrip("."), None) in said(text)


def test_a_long_turn_holds_all_the_reports_in_it() -> None:
    inner = "Senn said that the road was open.\n\n" * 30
    text = f"MARO: It is so.\n\n{inner}The port is shut.\n\nTARRO: No.\n\nMARO: It is late."
    assert ("The port is shut", "MARO") in said(text)
    assert {one.within for one in extract(text).attributions[1:31]} == {0}


def test_questions_and_answers_have_a_speaker_each() -> None:
    assert said("Q: Is the port open?\nA: The port is open.\nQ: Why?\nA: The road is wide.\n") == [
        ("The port is open", "A"),
        ("The road is wide", "A"),
    ]
    assert ("It is late", "A") in said("Q\n: Is the port open?\nA\n: No.\n\nIt is late.\nQ: Why?\n")


def test_two_speakers_with_a_description_are_a_transcript() -> None:
    text = "Ada Maro (Orlest North): The port is open.\n\nIt is wide.\n\nBen Tarro: It is shut."
    assert ("It is wide", "Ada Maro") in said(text)


def test_one_label_before_a_quotation_is_enough() -> None:
    text = "Ben Tarro, head of the dockers' union: “The port is open. Nobody was hurt.”"
    assert said(text) == [("The port is open", "Ben Tarro"), ("Nobody was hurt", "Ben Tarro")]


@pytest.mark.parametrize(
    "text",
    [
        "Turnout: 61 percent\nTurnout: 58 percent\n",
        "Update: The port is open.\nUpdate: The road is open.\n",
        "The result: The port is open.\nThe result: The road is open.\n",
        "It rained in Orlest. Maro: The port is open. Maro: The road is open.",
    ],
)
def test_a_colon_does_not_always_begin_a_turn(text: str) -> None:
    assert "direct" not in [one.manner for one in extract(text).attributions]


def test_in_her_own_words_she_is_somebody_else_and_i_is_herself() -> None:
    rows = "Senn: The minister, Rolf Tarro, came.\n{}: {} said that the road was open.\n"
    text = "Ada Maro: The road is shut.\n" + rows
    assert speakers(text.format("Maro", "He"))[-1] == "Rolf Tarro"
    assert speakers(text.format("Maro", "I"))[-1] == "Ada Maro"


def test_french_turns_are_read_as_well() -> None:
    text = "Ada Maro : Le port est ouvert.\nSenn : La route est longue.\nMaro : Le pont est vieux."
    assert [name for _, name in said(text, "fr")] == ["Ada Maro", "Senn", "Ada Maro"]


def test_a_label_is_no_part_of_a_claim() -> None:
    assert not any(":" in claim for claim in claims(TRANSCRIPT))
