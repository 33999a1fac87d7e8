"""Names and dates are marked where they are written out, and nothing else is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggestions.landmarks import MOST_CHARACTERS, dates, names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It closed on 14 March 2026 and on March 3.", ["14 March 2026", "March 3"]),
        ("On Friday, 5 June, and on 2026-03-14.", ["Friday, 5 June", "2026-03-14"]),
        ("It fell in 2024, since 2019 and in May.", ["2024", "2019", "May"]),
        ("Le pont a fermé le 3 mars 2025, en 2024.", ["3 mars 2025", "2024"]),
        ("The 2000 cars may march on 12345-03-14 of item 20261.", []),
        ("🚢 On Sunday.", ["Sunday"]),
    ],
)
def test_dates_are_found_as_far_as_they_are_written(sentence: str, expected: list[str]) -> None:
    assert [sentence[one.start : one.end] for one in dates(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The President Ada Maro met May Tarro in May.", ["President Ada Maro", "May Tarro"]),
        ("It is the Ministry of the Interior of Verania.", ["Ministry of the Interior of Verania"]),
        ("Yesterday I saw Orlest, Senn and Tarro.", ["Orlest", "Senn", "Tarro"]),
        ("Ada Maro is on leave on Friday.", ["Ada Maro"]),
        ("He said so.", []),
        ("Nobody came.", []),
    ],
)
def test_names_are_runs_of_capitals(sentence: str, expected: list[str]) -> None:
    assert [sentence[one.start : one.end] for one in names(sentence, "en")] == expected


@pytest.mark.parametrize("language", ["de", "ar", "az"])
def test_where_capitals_are_not_names_there_are_none(language: str) -> None:
    assert names("The President Ada Maro met May Tarro.", language) == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_the_sentence_marks_lie_within_it_apart(sentence: str) -> None:
    found = sorted((one.start, one.end) for one in (*dates(sentence), *names(sentence, "en")))
    assert all(0 <= start < end <= len(sentence) for start, end in found)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(found))


def test_a_sentence_without_an_end_is_looked_at_as_far_as_sentences_go() -> None:
    endless = "Ada Maro " * MOST_CHARACTERS
    assert all(one.end <= MOST_CHARACTERS for one in names(endless, "en"))
