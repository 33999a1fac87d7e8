"""A sentence speaks beside its reports, without the words that belong to them."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (
            "Sarrow put a budget before parliament on Tuesday and told members that it was safe.",
            "Sarrow put a budget before parliament on Tuesday",
        ),
        (
            "Sarrow opened the port and said in a statement on Friday that it was safe.",
            "Sarrow opened the port",
        ),
        (
            "Sarrow opened the port on Monday, telling reporters in Orlest that it was safe.",
            "Sarrow opened the port on Monday",
        ),
    ],
)
def test_hearers_times_and_places_stay_with_their_report(text: str, beside: str) -> None:
    assert claims(text) == [beside, "it was safe"]


def test_the_opening_that_is_no_part_of_a_claim_even_where_the_parser_errs() -> None:
    text = (
        "Deputy Envoy Lena Harwick, reached by telephone, told the Courier that her government "
        "kept to the agreement “in the wet months and in the dry ones”."
    )
    assert claims(text) == [
        "her government kept to the agreement in the wet months and in the dry ones"
    ]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Maro said that the mine had closed, and blamed the rain.", "Maro blamed the rain"),
        (
            "The man who shot Senn said that the mine had closed, and blamed the rain.",
            "The man who shot Senn blamed the rain",
        ),
    ],
)
def test_a_second_report_has_the_subject_of_the_first(text: str, beside: str) -> None:
    assert claims(text) == [beside, "the mine had closed"]


def test_a_second_report_leaves_the_asides_of_its_subject_to_the_first() -> None:
    text = "Maro, who leads the council, said that the mine had closed, and blamed the rain."
    assert claims(text) == [
        "Maro leads the council",
        "Maro blamed the rain",
        "the mine had closed",
    ]
