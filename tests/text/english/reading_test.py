"""What is no claim, and what is left of a sentence around its reports."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims


@pytest.mark.parametrize(
    "sentence",
    [
        "I thank Senator Tarro for his notice.",
        "We move to the next question.",
        "Here are the results of the day:",
        "So if you can tell us something about the port.",
        "And at the same time, not wanting to lose what is a port for us.",
    ],
)
def test_courtesies_and_loose_clauses_are_no_claims(sentence: str) -> None:
    assert claims(sentence) == []


def test_what_one_did_by_thanking_is_a_claim_once_it_is_told() -> None:
    assert claims("I thanked the mayor in May.") == ["I thanked the mayor in May"]


def test_words_behind_a_report_are_not_hung_on_what_stands_before_it() -> None:
    text = "Senn addressed the council, noting that the field had flooded, but homes would stand."
    assert all("but homes" not in claim for claim in claims(text))


def test_a_comma_before_also_stays_where_it_divides() -> None:
    assert claims("The town built a wall, also known as a shield.") == [
        "The town built a wall, also known as a shield"
    ]


def test_a_quotation_without_an_end_goes_on_behind_the_lines_of_a_page() -> None:
    text = (
        "Coun Ada Maro said: “The mill was old.\n\nAdvertisement\n\n“It was a danger.\n\n"
        "“The council will mend it.”"
    )
    found = extract(text)
    assert [one.attribution for one in found.candidates] == [0, 0, 0]
