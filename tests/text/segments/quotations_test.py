"""Quotations: whole, over sentences and paragraphs, with their marks in the content only."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims, reports


def test_a_quotation_over_sentences_is_one_content_and_each_sentence_a_claim_of_its_speaker() -> (
    None
):
    text = "“The gate is open. The ships sailed in May,” Maro said. “Nobody was left behind.”"
    assert reports(text) == [
        (
            "Maro",
            "said",
            "“The gate is open. The ships sailed in May,” / “Nobody was left behind.”",
        )
    ]
    assert claims(text) == ["The gate is open", "The ships sailed in May", "Nobody was left behind"]
    assert {candidate.attribution for candidate in extract(text).candidates} == {0}


def test_a_quotation_split_by_its_attribution_is_one_claim() -> None:
    text = "“The talks,” Maro said, “were friendly and useful to the islands.”"
    assert reports(text) == [
        ("Maro", "said", "“The talks,” / “were friendly and useful to the islands.”")
    ]


def test_a_quotation_may_follow_in_the_next_paragraph() -> None:
    text = "Maro continued:\n\n“The harbour is safe.”"
    assert reports(text) == [("Maro", "continued:", "“The harbour is safe.”")]
    assert claims(text) == ["The harbour is safe"]


def test_the_manner_tells_quoted_from_retold() -> None:
    text = (
        "Maro said that the port was open. Maro said that the port was “wide open” to all. "
        "“The port is open,” Maro said."
    )
    manners = [one.manner for one in extract(text).attributions]
    assert manners == ["reported", "mixed", "direct"]


def test_a_claim_keeps_both_marks_of_a_quotation_or_neither() -> None:
    for text in ("“The gate is open. It is wide,” Maro said.", 'Maro said it was "wide open" now.'):
        for claim in claims(text):
            assert claim.count("“") == claim.count("”")
            assert claim.count('"') % 2 == 0


def test_somebody_quoted_as_saying_is_the_speaker() -> None:
    text = "The statement quoted Maro as saying that the harbour was safe."
    assert reports(text) == [("Maro", "saying", "that the harbour was safe")]


def test_a_quotation_goes_on_behind_its_attribution() -> None:
    assert reports("“The port is open,” Maro said, “and the road is closed.”") == [
        ("Maro", "said", "“The port is open,” / “and the road is closed.”")
    ]


def test_the_quoted_name_of_a_broadcast_is_not_what_is_said_on_it() -> None:
    text = "On the show “Orlest Tonight,” Maro said: “The port is open.”"
    assert reports(text)[0][2] == "“The port is open.”"


@pytest.mark.parametrize(("opening", "closing"), [("‘", "’"), ("'", "'")])
def test_speech_in_single_marks_is_a_quotation_over_sentences(opening: str, closing: str) -> None:
    text = (
        f"{opening}The port is open. It{closing}s wide,{closing} Maro said, "
        f"{opening}and nobody was hurt.{closing} The dockers{closing} union disagreed."
    )
    assert extract(text).attributions[0].manner == "direct"
    assert reports(text)[0][2] == text[: text.index(" Maro")] + " / " + (
        f"{opening}and nobody was hurt.{closing}"
    )
    assert claims(text)[:3] == ["The port is open", f"It{closing}s wide", "nobody was hurt"]


def test_the_first_half_of_what_is_said_may_be_of_several_sentences() -> None:
    text = "“The port is open. It is wide,” Maro said, “and nobody was hurt.” The road is long."
    assert claims(text) == ["The port is open", "It is wide", "nobody was hurt", "The road is long"]
    assert [one.attribution for one in extract(text).candidates] == [0, 0, 0, None]
    joined = "“The port is open. It is wide,” Maro said on Friday, adding: “The road is long.”"
    assert ("Maro", "adding:", "“The road is long.”") in reports(joined)


def test_a_claim_in_quoted_pieces_has_no_marks_around_them() -> None:
    assert claims("“They (the owners) knew,” she added, “and did nothing.”") == [
        "They knew and did nothing"
    ]


def test_what_is_quoted_is_not_said_of_whoever_says_it() -> None:
    text = "“They (the owners) knew,” Senn added, “and did nothing.”"
    assert "Senn did nothing" not in claims(text)


def test_a_title_in_single_marks_is_no_speech_where_speech_has_double_ones() -> None:
    text = "“The port is open,” Maro said.\n\n‘The Gate Is Wide.’\n\nIt was late."
    assert [content for _, _, content in reports(text)] == ["“The port is open,”"]


@pytest.mark.parametrize(
    "claim",
    ["The dockers' union met in the '90s", "The port was ‘wide open’ to all", "It’s Maro’s port"],
)
def test_an_apostrophe_is_no_mark(claim: str) -> None:
    assert claims(claim + ".") == [claim]


def test_a_single_mark_that_stands_alone_is_no_part_of_a_claim() -> None:
    text = "“She told us, ‘The roof is safe’ — and later it fell,” Senn said."
    for claim in claims(text):
        assert claim.count("‘") == claim.count("’")
