"""Easy claims come first, and restatements of one claim one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggestions.order import easy_first, hardness, restatements

HARBOUR = "The harbour of Orlest was open on Friday"
REOPENED = "On Friday the harbour of Orlest was open again"
SHUT = "The harbour of Orlest was not open on Friday"
BRIDGE = "The bridge at Kesselbrook carried 4,000 cars a day"
MORE_CARS = "The bridge at Kesselbrook carried 9,000 cars a day"
SHORT = "Bread is dear"


def test_restatements_stand_together_with_what_differs_in_a_number_or_a_not() -> None:
    texts = [HARBOUR, BRIDGE, SHORT, SHUT, MORE_CARS, REOPENED]
    assert restatements(texts) == [[0, 3, 5], [1, 4], [2]]


def test_claims_that_share_only_common_words_stand_apart() -> None:
    texts = ["the price of bread", "the colour of night", "the depth of water"]
    assert restatements(texts) == [[0], [1], [2]]


LONG = (
    "The minister said in 2021 that the dam, which Tarro had built, would hold until 2040,"
    " although it had not been looked after since 1998"
)


def test_the_easy_ones_come_first_and_take_their_restatements_along() -> None:
    texts = [LONG, HARBOUR, f"{LONG} in Orlest", BRIDGE, REOPENED]
    assert easy_first(texts) == [1, 4, 3, 0, 2]


def test_claims_that_are_about_as_easy_stay_in_their_order() -> None:
    assert easy_first([BRIDGE, SHORT, HARBOUR]) == [0, 1, 2]


@pytest.mark.parametrize("harder", ["in the year 1998 ", "Senn Tarro Maro Orlest ", "until when "])
def test_numbers_names_and_clauses_make_a_claim_harder(harder: str) -> None:
    plain = "the road along the river was closed to all who came on foot or by cart "
    assert hardness(plain) == 0
    assert hardness(plain + harder) == 1


@given(st.lists(st.text(max_size=60), max_size=30))
def test_every_claim_is_in_the_order_once_and_no_group_is_torn(texts: list[str]) -> None:
    order = easy_first(texts)
    assert sorted(order) == list(range(len(texts)))
    place = {index: at for at, index in enumerate(order)}
    for group in restatements(texts):
        places = [place[index] for index in group]
        assert places == list(range(places[0], places[0] + len(group)))


@given(st.lists(st.sampled_from([HARBOUR, BRIDGE, SHORT]), min_size=1, max_size=30))
def test_claims_in_the_same_words_stand_together(texts: list[str]) -> None:
    ordered = [texts[index] for index in easy_first(texts)]
    assert ordered == sorted(texts, key=ordered.index)
