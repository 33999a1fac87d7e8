"""The field's words are said alike everywhere."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum

import pytest

from annotator import terms
from annotator.terms import NotCheckableReason, Stance, Worthiness, words

LISTS = [
    found
    for _, found in inspect.getmembers(terms, inspect.isclass)
    if issubclass(found, StrEnum) and found is not StrEnum
]


@pytest.mark.parametrize("terms_of", LISTS, ids=lambda found: str(found.__name__))
def test_each_term_is_stored_under_its_own_name(terms_of: type[StrEnum]) -> None:
    for term in terms_of:
        assert term.value == (term.name if terms_of is Worthiness else term.name.lower())
        assert re.fullmatch(r"[A-Za-z]+(_[a-z]+)*", term.value)


@pytest.mark.parametrize("terms_of", LISTS, ids=lambda found: str(found.__name__))
def test_each_list_of_terms_says_what_it_is_for(terms_of: type[StrEnum]) -> None:
    assert terms_of.__doc__
    assert terms_of.__doc__ != StrEnum.__doc__
    assert len(terms_of) > 1


def test_a_page_says_a_term_in_words() -> None:
    assert words("not_enough_evidence") == "not enough evidence"
    assert words(NotCheckableReason.QUESTION_OR_INSTRUCTION) == "question or instruction"
    assert words(Stance.SUPPORTS) == "supports"
