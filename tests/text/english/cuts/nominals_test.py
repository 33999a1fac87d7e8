"""Nouns and phrases side by side are told one by one where each is surely meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.seen import claims


def whole(sentence: str) -> bool:
    """Return True if the sentence is its only claim."""
    return claims(sentence) == [sentence.removesuffix(".")]


def test_what_is_denied_of_all_is_denied_of_each() -> None:
    assert claims("No harm has been done to the mill or to the dam.") == [
        "No harm has been done to the mill",
        "No harm has been done to the dam",
    ]


def test_phrases_are_told_one_by_one() -> None:
    assert claims("The council bans camping in parks and on quays.") == [
        "The council bans camping in parks",
        "The council bans camping on quays",
    ]


def test_a_place_at_the_end_is_that_of_all() -> None:
    assert claims("Guards arrested a tailor and a cook in Orlest.") == [
        "Guards arrested a tailor in Orlest",
        "Guards arrested a cook in Orlest",
    ]
    assert whole("Tarro owned a mill and a farm in Orlest.")


def test_a_list_of_things_is_told_one_by_one() -> None:
    assert claims(
        "The council closed a school, two museums, three baths and a theatre in 2030."
    ) == [
        "The council closed a school in 2030",
        "The council closed two museums in 2030",
        "The council closed three baths in 2030",
        "The council closed a theatre in 2030",
    ]


def test_an_exception_stays_with_each() -> None:
    assert claims("The fund pays for salt and wool, but not for rye.") == [
        "The fund pays for salt but not for rye",
        "The fund pays for wool, but not for rye",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade and Roads Minister Ada Maro opened the quay.",
        "Ada Maro, chair of the Committee on Roads and Ports, resigned.",
    ],
)
def test_an_office_that_looks_like_a_list_is_one(sentence: str) -> None:
    assert whole(sentence)


def test_a_member_that_may_be_a_verb_keeps_the_sentence_whole() -> None:
    assert not any(
        "mend repair" in one for one in claims("Tarro used to mend clocks and repair carts.")
    )


def test_adjectives_and_ranges_stay_together() -> None:
    assert whole("Verania pursued an open and flexible policy.")
    assert whole("The wages rose from 9 to 11 euros.")


PLACES = st.sampled_from(["the mill", "the dam", "the church", "the quay", "the bridge"])


@settings(max_examples=25, deadline=None)
@given(st.lists(PLACES, min_size=2, max_size=4, unique=True))
def test_each_place_without_harm_is_told_with_its_no(places: list[str]) -> None:
    text = f"No harm was done to {', '.join(places[:-1])} or {places[-1]}."
    assert all(claim.startswith("No harm was done to") for claim in claims(text))
