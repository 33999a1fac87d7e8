"""When, where and by whom: told one by one if one cuts finely, never more than was said."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The port was opened by Maro in 2030.",
            ["The port was opened by Maro", "The port was opened in 2030"],
        ),
        (
            "Some 300 people were injured in the north, in the south and on the islands.",
            [
                "Some 300 people were injured in the north",
                "Some 300 people were injured in the south and on the islands",
            ],
        ),
        (
            "In August 2030, Senn signed the treaty.",
            ["In August 2030, Senn signed the treaty", "Senn signed the treaty"],
        ),
        (
            "In 2029, the old ferry was sold by the town for two million crowns.",
            [
                "In 2029, the old ferry was sold",
                "the old ferry was sold by the town",
                "the old ferry was sold for two million crowns",
            ],
        ),
    ],
)
def test_each_circumstance_is_told_with_the_statement_by_choice(
    text: str, expected: list[str]
) -> None:
    assert sorted(claims(text, finely=True)) == sorted(expected)
    assert claims(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "claim",
    [
        "The bridge was not opened in 2030 by the mayor",
        "Only two ferries left the port on Monday before noon",
        "In war, ships carry salt",
        "In Verania, all banks closed in May",
        "In 2030, Maro was the largest owner",
        "Senn studied law in Orlest",
        "The minister resigned because the port had burnt down",
    ],
)
def test_a_circumstance_that_the_statement_needs_stays(claim: str) -> None:
    assert claims(claim + ".", finely=True) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("However, the treaty failed.", "the treaty failed"),
        ("The strike, however, went on.", "The strike went on"),
        ("In addition, the road was closed.", "the road was closed"),
        ("The council also closed the road.", "The council closed the road"),
    ],
)
def test_words_that_tie_sentences_together_are_no_part_of_a_claim(text: str, claim: str) -> None:
    assert claims(text) == [claim]


def test_a_claim_keeps_the_stop_of_a_shortened_word() -> None:
    assert claims("The port closed at 5 p.m.") == ["The port closed at 5 p.m."]
    assert claims("Tarro works for Maro Corp.") == ["Tarro works for Maro Corp."]


def test_a_sentence_of_very_many_parts_is_cut_less_finely() -> None:
    years = ", ".join(f"in {year} by {name}" for year, name in enumerate(["Senn"] * 60, 1950))
    assert 1 <= len(claims(f"The port was opened {years}.")) <= 24


def test_an_amount_is_no_circumstance_and_keeps_its_date() -> None:
    assert claims("Unemployment stood at 9 percent in 2018.") == [
        "Unemployment stood at 9 percent in 2018"
    ]
