"""Claims are offered the names and dates with which they stand alone, where these are sure."""

from __future__ import annotations

import pytest

from annotator.text import extract
from annotator.text.extraction import RelativeDate

MARO = "Minister Ada Maro arrived in Orlest. "
SENN = "Mayor Ben Senn spoke in Tarsk. "


def offered(text: str) -> list[str]:
    """The words that are inserted into the last claim of the text."""
    return [one.words for one in extract(text).candidates[-1].insertions]


def dates(text: str) -> list[tuple[str, RelativeDate | None]]:
    """What is inserted into the last claim of the text, before which date."""
    return [(one.words, one.date) for one in extract(text).candidates[-1].insertions]


# Pronouns


def test_a_pronoun_is_the_only_person_of_its_gender_in_the_sentence_before() -> None:
    assert offered("Mr Senn spoke. " + "Ms Maro left. She opened the port.") == ["Maro"]


def test_a_possessive_is_the_owner() -> None:
    assert offered(MARO + "Her speech was short.") == ["Ada Maro’s"]


def test_a_person_is_named_once() -> None:
    assert offered(MARO + "She closed her office.") == ["Ada Maro"]


def test_a_person_named_in_the_claim_is_not_named_again() -> None:
    assert offered(MARO + "When she spoke, Maro opened the port.") == []


def test_a_chain_of_pronouns_goes_back_to_the_name() -> None:
    text = MARO + "She opened the port. She closed the mill. "
    assert offered(text + "She left early.") == ["Ada Maro"]


def test_a_speaker_is_whom_the_report_means() -> None:
    assert offered(MARO + "Maro said she had opened the port.") == ["Ada Maro"]


def test_those_in_a_quotation_are_not_whom_a_pronoun_after_it_means() -> None:
    text = "“Mr Tarro owns the port,” Mr Senn said. He opened the mill."
    assert offered(text) == ["Senn"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Senn met Mr Tarro in Orlest. He opened the port.",
        "Mr Senn spoke. A man shouted. He opened the port.",
        "Mr Senn’s brother spoke. He opened the port.",
        "Mr Tarro spoke. Mr Senn said he had opened the port.",
        "Mr Senn met his driver. He opened the port.",
    ],
)
def test_two_who_may_be_meant_are_none(text: str) -> None:
    assert offered(text) == []


def test_a_lone_name_may_be_meant_too() -> None:
    assert offered("Mr Tarro spoke. Sindri, a baker, left. He opened the port.") == []


def test_a_noun_for_no_person_in_particular_is_not_meant() -> None:
    assert offered(MARO + "She ruled longer than any woman. She opened the port.") == ["Ada Maro"]


def test_a_pronoun_that_stays_unresolved_is_not_another_person() -> None:
    text = "In his youth, Mr Senn met Mr Tarro. Senn told of his brother. "
    assert offered(text + "Later, Senn left his post. He opened the port.") == ["Senn"]


def test_a_word_that_begins_a_headline_is_no_part_of_a_name() -> None:
    text = "Derelict Maro\n\nMaro came. The port was open. “Maro is late,” the mayor said. "
    assert all("Derelict" not in words for words in offered(text + "He left early."))


def test_a_person_far_back_is_not_meant() -> None:
    assert offered(MARO + "The port was open. " * 6 + "She left.") == []


def test_two_people_of_one_surname_are_none() -> None:
    text = "Minister Ada Maro spoke. Eva Maro came late. Maro left. She opened the port."
    assert offered(text) == []


# Offices


def test_an_office_is_its_only_holder() -> None:
    assert offered(MARO + "The port was closed. The minister opened it.") == ["Ada Maro"]


@pytest.mark.parametrize(
    "rest",
    [
        "A minister opened the port. The minister left.",
        "Two ministers came. The minister left.",
        "The minister of Tarsk opened the port.",
        "Minister Ben Senn came. The minister left.",
        "The trade minister opened the port.",
    ],
)
def test_an_office_that_another_may_hold_is_none(rest: str) -> None:
    assert offered(MARO + rest) == []


def test_who_held_an_office_once_is_not_meant() -> None:
    assert offered("Former minister Ada Maro spoke. The minister opened the port.") == []


# The first person


def test_the_speaker_is_named_for_i_and_the_verb_agrees() -> None:
    assert offered("“I have opened the port,” said Minister Ada Maro.") == ["Ada Maro", "has"]


def test_whom_i_means_is_not_told_where_i_means_two() -> None:
    assert offered("“I built the port myself,” said Minister Ada Maro.") == []


# Dates


@pytest.mark.parametrize(
    ("claim", "words", "date"),
    [
        ("opened the port yesterday", "on", RelativeDate("day", -1)),
        ("opened the port on Monday", "", RelativeDate("weekday_before", 0)),
        ("opened the port Friday", "on", RelativeDate("weekday_before", 4)),
        ("will open the port on Monday", "", RelativeDate("weekday_after", 0)),
        ("opened the port last night", "on the night of", RelativeDate("day", -1)),
        ("opened the port this morning", "on the morning of", RelativeDate("day", 0)),
        ("opened the port last year", "in", RelativeDate("year", -1)),
        ("opened the port earlier this year", "in", RelativeDate("year", 0)),
        ("will open the port next month", "in", RelativeDate("month", 1)),
        ("opened the port this summer", "in the summer of", RelativeDate("year", 0)),
        ("has ruled Orlest since last year", "", RelativeDate("year", -1)),
    ],
)
def test_a_day_month_or_year_is_told_by_its_distance(
    claim: str, words: str, date: RelativeDate
) -> None:
    assert dates(f"Ada Maro {claim}.") == [(words, date)]


@pytest.mark.parametrize(
    "claim",
    [
        "opened the port on Monday, 5 May 2025",
        "opens the port on Mondays",
        "would open the port on Monday",
        "opened the port over the last year",
        "opened the port next Monday",
        "lives in Orlest today",
    ],
)
def test_a_date_that_is_not_sure_is_none(claim: str) -> None:
    assert dates(f"Ada Maro {claim}.") == []


def test_a_day_in_a_quotation_may_be_older_but_a_year_is_not() -> None:
    assert dates("“The port opened yesterday,” said Ada Maro.") == []
    assert dates("“The port opened this year,” said Ada Maro.") == [("in", RelativeDate("year", 0))]


def test_a_text_without_people_and_dates_has_no_offer() -> None:
    assert offered("The port is open.") == []


def test_a_name_read_as_a_preposition_ends_the_search_for_its_verb() -> None:
    assert offered("MINISTER VARN: Good evening. The levy grew.") == []
