"""Pronouns agree with their speaker in gender and number, or stay unresolved."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import speakers


def resolved(text: str) -> list[tuple[str | None, bool]]:
    return [(one.speaker, one.resolved) for one in extract(text).attributions]


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Ada Maro met Rolf Tarro.", "He", "Rolf Tarro"),
        ("Ada Maro met Rolf Tarro.", "She", "Ada Maro"),
        ("Mr Tarro criticised Ms Maro.", "She", "Maro"),
        ("Senn interviewed Ada Maro.", "She", "Ada Maro"),
        ("Mayor Rolf Tarro came. Minister Ada Maro welcomed him.", "He", "Rolf Tarro"),
        ("Rolf Tarro praised the book of Ben Senn.", "He", "Rolf Tarro"),
        ("Rolf Tarro said that Ben Senn had left.", "He", "Rolf Tarro"),
        ("Ada Maro's brother came. Rolf Tarro wept.", "He", "Rolf Tarro"),
        ("Xyzzo said that the road was open.", "He", "Xyzzo"),
        ("Melanie opened the gate.", "She", "Melanie"),
        ("“Ben Tarro is unlike all of us,” said Xyzzo.", "He", "Xyzzo"),
        ("Xyzzo said that it was late, but Ada Maro smiled.", "She", "Ada Maro"),
    ],
)
def test_he_and_she_are_whoever_spoke_or_is_named_first_and_agrees(
    before: str, pronoun: str, name: str
) -> None:
    assert speakers(f"{before} {pronoun} said that the port was open.")[-1] == name


def test_words_of_a_man_are_not_given_to_the_officer_who_stopped_him() -> None:
    text = "A man was arrested by Trooper Rolf Senn. He said that the road was open."
    assert resolved(text)[-1] == ("He", False)
    driver = (
        "Sergeant Rolf Senn asked the driver why he had left. The driver said that the road was"
        " shut. He added that the port was open."
    )
    assert [name for name, _ in resolved(driver)[1:]] == ["The driver", "The driver"]
    both = "The driver had stopped, an officer reported. Later he said that the road was shut."
    assert resolved(both)[-1] == ("he", False)


def test_a_subject_that_describes_a_person_is_that_person() -> None:
    text = "Minister Rolf Tarro came. Ben Senn left. The minister opened it. He said it was deep."
    assert speakers(text)[-1] == "Rolf Tarro"
    other = "Rolf Tarro, the mayor, met Ben Senn. The Orlest MP spoke. He said that it rained."
    assert resolved(other)[-1] == ("He", False)


def test_capitals_that_name_no_person_speak_only_as_subjects() -> None:
    text = "The team praised the Keystone Walk. She said that the port was open."
    assert resolved(text)[-1] == ("She", False)


def test_a_pronoun_without_a_fitting_person_stays_as_the_text_has_it() -> None:
    assert resolved("Rolf Tarro left. She said that the port was open.") == [("She", False)]
    far = "Rolf Tarro left. " + "The road was wide. " * 6
    assert resolved(far + "He said that the port was open.") == [("He", False)]


def test_sentences_within_a_quotation_do_not_count_as_distance() -> None:
    quoted = "“It is open. It is wide. It is old. It is long. It is deep. It is safe. It is so.”"
    text = f"Rolf Tarro came. {quoted} He said that the road was shut."
    assert speakers(text)[-1] == "Rolf Tarro"


def test_a_speaker_chosen_among_several_is_a_doubt() -> None:
    text = "Rolf Tarro met Ben Senn in Orlest. He said that the port was open."
    (one,) = extract(text).attributions
    assert (one.speaker, one.chosen) == ("Rolf Tarro", True)


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("The council met on Monday.", "It", "The council"),
        ("The council, which Ada Maro leads, met.", "It", "The council"),
        ("Three captains left.", "They", "Three captains"),
        ("Ada Maro said that the harbour firm was rich.", "It", "It"),
        ("The roads were closed.", "They", "They"),
    ],
)
def test_it_is_a_body_and_they_are_people(before: str, pronoun: str, name: str) -> None:
    assert speakers(f"{before} {pronoun} said that the port was open.")[-1] == name


@pytest.mark.parametrize("word", ["This", "That", "I", "You"])
def test_what_names_no_speaker_is_unresolved(word: str) -> None:
    assert resolved(f"{word} said that the port was open.") == [(word, False)]
