"""Speakers are named over the whole text."""

from __future__ import annotations

import pytest

from tests.text.seen import speakers

OPENING = "President Ada Maro of Verania received Ben Tarro, the foreign minister of the islands. "


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The President", "Ada Maro"),
        ("The head of state", "Ada Maro"),
        ("Maro", "Ada Maro"),
        ("The Veranian president", "Ada Maro"),
        ("The foreign minister", "Ben Tarro"),
        ("Minister Tarro", "Ben Tarro"),
    ],
)
def test_an_office_a_surname_and_a_title_go_back_to_the_name(source: str, name: str) -> None:
    assert speakers(OPENING + source + " said that the port was open.") == [name]


def test_a_pronoun_is_whoever_spoke_last() -> None:
    text = OPENING + "Maro said that the port was open. She added that the road was closed."
    assert speakers(text) == ["Ada Maro", "Ada Maro"]


def test_a_pronoun_after_an_introduction_is_the_one_introduced() -> None:
    text = "The foreign minister, Ben Tarro, spoke in Orlest. He said that the port was open."
    assert speakers(text) == ["Ben Tarro"]


def test_a_relative_pronoun_goes_back_to_its_noun() -> None:
    text = "Verania trusts the council, which has declared that the port is open."
    assert speakers(text) == ["the council"]


def test_a_paper_speaks_for_whoever_issued_it() -> None:
    text = (
        "The mayor spoke in public, according to a statement by Ada Maro. "
        "The statement said that the port was closed."
    )
    assert speakers(text) == ["Ada Maro", "Ada Maro"]


def test_a_body_keeps_the_words_that_the_sentence_has_for_it() -> None:
    assert speakers("The Transport Ministry said that the port was open.") == [
        "The Transport Ministry"
    ]


def test_what_was_noted_by_nobody_goes_back_to_the_last_speaker() -> None:
    text = (
        "Ada Maro wrote that the ferry was late. It was noted that the crew was safe. "
        "It should be noted that the harbour is old."
    )
    assert speakers(text) == ["Ada Maro", "Ada Maro", None]


@pytest.mark.parametrize("group", ["The two diplomats", "Both leaders"])
def test_a_group_of_people_is_its_members(group: str) -> None:
    assert speakers(OPENING + group + " said that the port was open.") == ["Ada Maro and Ben Tarro"]


@pytest.mark.parametrize("group", ["The sides", "Both sides", "the parties"])
def test_the_sides_of_a_meeting_are_the_delegations_of_those_who_met(group: str) -> None:
    assert speakers(OPENING + group + " said that the port was open.") == [
        "the delegations of Ada Maro and Ben Tarro"
    ]


@pytest.mark.parametrize(
    "before",
    [
        "A treaty between Verania and Tarland was signed. ",
        "Verania signed a treaty with neighbouring Tarland in May. ",
    ],
)
def test_both_countries_are_those_that_were_named_together(before: str) -> None:
    assert speakers(before + "Both countries said that the port was open.") == [
        "Verania and Tarland"
    ]


def test_a_group_whose_members_nobody_named_keeps_its_words() -> None:
    assert speakers("Both countries said that the port was open.") == ["Both countries"]


def test_a_statement_in_which_somebody_spoke_speaks_for_them() -> None:
    text = (
        OPENING
        + "Maro said in a statement that the port was open. The statement said that it was deep."
    )
    assert speakers(text) == ["Ada Maro", "Ada Maro"]


def test_of_two_leaders_the_one_whose_country_is_named_is_meant() -> None:
    text = (
        "Tarlander President Ben Tarro wrote a letter. It went to the national leader, President "
        "Ada Maro of Verania. The Tarlander leader said that the port was open."
    )
    assert speakers(text) == ["Ben Tarro"]


def test_a_country_before_a_comma_holds_no_office() -> None:
    text = (
        "Veranian Secretary of State Ben Tarro came to Orlest. To mend relations with Tarland, the "
        "Veranian Secretary of State brought a gift. The Secretary of State said that the port was "
        "open."
    )
    assert speakers(text) == ["Ben Tarro"]


@pytest.mark.parametrize("aside", [" (it owns the port)", ", which owns the port,"])
def test_what_is_told_of_a_speaker_besides_is_no_part_of_the_name(aside: str) -> None:
    assert speakers(f"The ministry{aside} said that the port was open.") == ["The ministry"]
