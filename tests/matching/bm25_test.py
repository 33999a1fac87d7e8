"""BM25 against its formula worked out by hand, and what must hold of it whatever the texts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.matching.bm25 import scores

_WORDS = st.sampled_from(["ship", "sail", "port", "tide", "mole"])
_PASSAGES = st.lists(st.lists(_WORDS, min_size=1, max_size=12), min_size=1, max_size=8)


def test_a_score_is_what_the_formula_gives() -> None:
    passages = [["ship", "sail", "ship"], ["port", "tide"], ["ship", "port", "mole", "tide"]]
    rare, common = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5)
    twice = 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 3))
    once = 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 3))
    once_in_long = 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / 3))
    expected = [common * twice + rare * once, 0, common * once_in_long]
    assert scores({"ship", "sail"}, passages) == pytest.approx(expected)


def test_no_passages_have_no_scores() -> None:
    assert scores({"ship"}, []) == []
    assert scores({"ship"}, [[], []]) == [0, 0]


@given(st.sets(_WORDS), _PASSAGES)
def test_what_shares_no_word_scores_nothing_and_all_else_more(
    wanted: set[str], passages: list[list[str]]
) -> None:
    for passage, score in zip(passages, scores(wanted, passages), strict=True):
        assert (score > 0) is bool(wanted & set(passage))


@given(_PASSAGES)
def test_of_two_passages_of_one_length_the_one_that_says_it_oftener_is_first(
    passages: list[list[str]],
) -> None:
    often, once = ["ship", "ship", "mole"], ["ship", "tide", "mole"]
    *_, first, second = scores({"ship"}, [*passages, often, once])
    assert first > second


@given(_PASSAGES)
def test_of_two_words_the_rarer_weighs_more(passages: list[list[str]]) -> None:
    both = [["ship", "mole"], ["quay", "mole"]]
    *_, common, rare = scores({"ship", "quay"}, [*passages, ["ship", "tide"], *both])
    assert rare > common
