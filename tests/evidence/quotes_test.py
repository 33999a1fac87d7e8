"""Quoted words are found where they stand, in any script, or a person is asked."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.evidence.quotes import CONTEXT, context, locate, places, same_words, trimmed

BEFORE = ("", "العربية ", "עברית ", "🚢👩‍👩‍👧 ", "Limanda heç kim xəsarət almayıb. ", "e\u0301")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@pytest.mark.parametrize("before", BEFORE)
def test_a_quote_is_found_behind_any_script(before: str) -> None:
    text = f"{before}Nobody was treated. The rest."
    assert locate(text, "Nobody was treated.") == [(len(before), len(before) + 19)]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("He said: “It is\n\nopen.”", 'He said: "It is open."'),
        ("the harbour’s crane", "the harbour's crane"),
        ("from 1990–1995 it", "from 1990-1995 it"),
        ("forty\u00a0ships", "forty ships"),
        ("«Порт открыт»", "„Порт открыт“"),
        ("an eﬃcient of\u00adfice", "an efficient office"),
        ("cafe\u0301", "café"),
    ],
)
def test_blanks_quotation_marks_dashes_and_ligatures_count_as_alike(text: str, exact: str) -> None:
    assert locate(text, exact) == [(0, len(text))]
    assert same_words(text, exact)


@pytest.mark.parametrize("exact", ["It Is Open", "it is opened", "it is not open", "", "  "])
def test_other_words_are_not_the_same_and_nothing_is_guessed(exact: str) -> None:
    assert locate("Tarro said: it is open now.", exact) == []


def test_several_places_are_told_apart_by_what_stands_around_them_or_not_at_all() -> None:
    text = "On Friday nobody came. On Monday nobody came. On Sunday nobody came."
    assert len(locate(text, "nobody came.")) == 3
    assert locate(text, "nobody came.", prefix="On Monday ") == [(33, 45)]
    assert locate(text, "nobody came.", suffix=" On Sunday") == [(33, 45)]
    assert locate(text, "nobody came.", hint=33) == [(33, 45)]
    assert len(locate(text, "nobody came.", prefix="On Tuesday ")) == 3
    assert len(locate(text, "nobody came.", hint=34)) == 3


def test_a_part_of_a_sign_stands_nowhere() -> None:
    assert locate("eﬃcient", "ef") == []
    assert locate("eﬃcient", "ficient") == []


def test_a_quote_stands_where_it_was_selected_unless_its_words_are_others() -> None:
    text = "Nobody came. Then nobody left. Nobody came."
    assert places(text, "Nobody  came.", 31, 43) == [(31, 43)]
    assert places(text, "Then nobody left.", 31, 43) == [(13, 30)]
    assert len(places(text, "Nobody came.", 40, 99)) == 2


def test_the_letter_goes_before_what_is_alike() -> None:
    assert locate('"open" and “open”', "“open”") == [(11, 17)]


@given(WORDS, WORDS, WORDS)
def test_whatever_is_cut_out_is_found_again(before: str, exact: str, after: str) -> None:
    assume(exact.strip())
    text = before + exact + after
    place = (len(before), len(before) + len(exact))
    assert place in locate(text, exact)
    assert locate(text, exact, hint=len(before)) == [place]
    prefix, suffix = context(text, place)
    assert text[: place[0]].endswith(prefix)
    assert text[place[1] :].startswith(suffix)
    assert max(len(prefix), len(suffix)) <= CONTEXT
    start, end = trimmed(text, *place)
    assert text[start:end] == exact.strip()


@given(WORDS, WORDS, st.sampled_from([" ", "\n", "\u00a0 ", "\t\n"]))
def test_places_that_are_found_hold_the_same_words(text: str, exact: str, blank: str) -> None:
    for start, end in locate(blank.join([text, exact, text]), f" {exact} ".replace(" ", blank)):
        assert same_words(blank.join([text, exact, text])[start:end], exact)
