"""What limits, adds up or ranks all members of a statement keeps them together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.seen import claims


def whole(sentence: str) -> bool:
    """Return True if the sentence is its only claim."""
    return claims(sentence) == [sentence.removesuffix(".")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Few bakers and brewers paid the levy.",
        "No more than 30 goats and sheep were sold.",
        "The pass is given only to sailors and divers.",
        "The fund supports mostly schools and theatres.",
        "All shops except the bakery and the chemist stayed open.",
        "Barely a hut and a shed were left.",
    ],
)
def test_a_limit_holds_for_all_members_together(sentence: str) -> None:
    assert whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Orlest and Tarsk lent the fund a total of 9 million euros.",
        "The dairy and the tannery together employ 90 people.",
        "The number of theatres and cinemas fell last year.",
        "About 700 farms and mills were sold.",
        "The fund spent 8 million euros on canals and locks.",
        "The gap between towns and villages has grown.",
    ],
)
def test_an_amount_of_all_is_not_that_of_each(sentence: str) -> None:
    assert whole(sentence)


def test_a_bound_of_one_number_is_told_with_it_alone() -> None:
    assert claims("More than 300 homes and at least 20 barns were sold.") == [
        "More than 300 homes were sold",
        "at least 20 barns were sold",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tarsk is one of the oldest and poorest towns of Verania.",
        "Salt costs more in Orlest than in Tarsk and Tarro.",
        "Maro was the first judge and mayor of Orlest.",
    ],
)
def test_a_rank_or_comparison_keeps_what_is_ranked_together(sentence: str) -> None:
    assert whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council and the brewer met in secret.",
        "Orlest and Tarsk are partner towns.",
        "Orlest and Tarsk set up a joint fire brigade.",
        "Maro and Senn blame each other.",
    ],
)
def test_what_two_do_with_one_another_neither_does_alone(sentence: str) -> None:
    assert whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Guests need a ticket or a badge.",
        "Neither the mayor nor the council replied.",
        "The keeper, not the guard or the cook, saw the thief.",
        "The paper has neither printed the letter nor returned it.",
    ],
)
def test_neither_an_alternative_nor_a_reversed_denial_is_told_alone(sentence: str) -> None:
    assert whole(sentence)


def test_a_hedge_is_repeated_with_each_statement() -> None:
    assert claims("The clerk allegedly burned the files and hid the money.") == [
        "The clerk allegedly burned the files",
        "The clerk allegedly hid the money",
    ]
    assert claims("Perhaps the doors were open and the lamps were broken.") == [
        "Perhaps the doors were open",
        "Perhaps the lamps were broken",
    ]


NOUNS = st.sampled_from(["ships", "goats", "mills", "lamps", "wells", "tents", "carts", "boats"])
LIMITS = st.sampled_from(["Few", "Hardly any", "Fewer than ten", "No more than 30", "Up to 90"])


@settings(max_examples=25, deadline=None)
@given(LIMITS, NOUNS, NOUNS)
def test_no_limited_noun_ever_loses_its_limit(limit: str, one: str, other: str) -> None:
    found = claims(f"{limit} {one} and {other} were sold in May.")
    assert all(claim.startswith(limit) for claim in found)
