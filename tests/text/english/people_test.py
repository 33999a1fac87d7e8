"""People: which names a text has for one person, and who is a person at all."""

from __future__ import annotations

from functools import partial

import pytest

from annotator.text.english.people import People
from annotator.text.extraction import Span
from benchmarks.timing import calls
from tests.text.seen import speakers

SAID = " said that the port was open."


def people(text: str) -> list[str]:
    found = People(text, [Span(0, len(text))])
    return [one.name for family in found.families.values() for one in family]


def test_two_people_of_one_surname_are_told_apart() -> None:
    text = "Ada Maro came. Rolf Maro left. {}" + SAID
    assert speakers(text.format("Ada Maro")) == ["Ada Maro"]
    assert speakers(text.format("Mr Maro")) == ["Rolf Maro"]
    assert speakers(text.format("Ms Maro")) == ["Ada Maro"]


def test_the_name_is_the_form_that_the_text_uses_most() -> None:
    assert people("Ada Maro met Ada Lena Maro. Ada Maro left.") == ["Ada Maro"]


def test_a_contraction_begins_no_name() -> None:
    assert people("I'm Ada Maro. Don't Ben Tarro.") == ["Ada Maro", "Ben Tarro"]


def test_a_given_name_alone_is_the_only_person_who_has_it() -> None:
    assert speakers("Ada Maro came. Ada" + SAID) == ["Ada Maro"]
    assert speakers("Sir Rolf Tarro came. Sir Rolf" + SAID) == ["Rolf Tarro"]
    assert speakers("Ada Maro met Ada Senn. Ada" + SAID) == ["Ada"]


def test_a_nickname_in_brackets_is_the_person() -> None:
    text = "Ben Tarro (Zub) came. Zub" + SAID
    assert speakers(text) == ["Ben Tarro"]


def test_the_coach_of_a_team_is_not_the_team() -> None:
    text = "Ben Tarro, coach of Green Heroes, came. He" + SAID
    assert speakers(text) == ["Ben Tarro"]


def test_a_person_who_was_heard_as_saying_it_says_it() -> None:
    text = "Ben Tarro was recorded as replying: “The port is open.”"
    assert speakers(text) == ["Ben Tarro"]


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    assert people("Ada Maro left. Rival Ada Maro won. Every rival lost. Meeting Maro is hard.") == [
        "Ada Maro"
    ]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A spokesman for Ada Maro", "A spokesman for Ada Maro"),
        ("The Maro campaign", "The Maro campaign"),
        ("Maro supporters", "Maro supporters"),
        ("Maro spokeswoman Lena Tarro", "Lena Tarro"),
        ("Maro's doctor", "Maro's doctor"),
        ("The ministers", "The ministers"),
        ("Minister for Trade and Industry, Mr Ben Tarro,", "Ben Tarro"),
        ("Undersecretary for Ports Mr Tarro", "Ben Tarro"),
        ("Speaker of the National Assembly, Ben Tarro,", "Ben Tarro"),
        ("Ben Tarro, head of the Centre for Control of Fever Disorders,", "Ben Tarro"),
        ("The main Parliamentary Opposition", "The main Parliamentary Opposition"),
        ("Books including Ben Tarro & Sons", "Books including Ben Tarro & Sons"),
        ("Rolf Senn, Harbour Region 4 Acting Administrator,", "Rolf Senn"),
        ("Maro, speaking to Lena Tarro,", "Ada Maro"),
        ("Lena Tarro and Maro", "Lena Tarro and Ada Maro"),
        ("Ada van Tarro MP", "Ada van Tarro"),
        ("The head of the Office for Roads, Ports and Bridges", None),
    ],
)
def test_the_speaker_is_the_noun_itself(source: str, speaker: str | None) -> None:
    text = f"Minister Ada Maro and Lena Tarro came with Ben Tarro. {source}{SAID}"
    assert speakers(text)[-1] == (speaker or source)


@pytest.mark.parametrize(
    ("before", "source", "speaker"),
    [
        ("Ben Tarro, a baker from Orlest, came.", "The baker", "Ben Tarro"),
        ("Ben Tarro, 40, came.", "The 40-year-old sailor", "Ben Tarro"),
        ("The old sailor Ben Tarro came.", "The sailor", "Ben Tarro"),
        ("A harbour official said that it rained.", "The official", "A harbour official"),
        ("A town officer stood there.", "The officer", "A town officer"),
        ("Mayor Ada Maro came.", "The admission by the mayor", "The admission by the mayor"),
        ("Republican nominee Ben Tarro came.", "The Democratic nominee", "The Democratic nominee"),
    ],
)
def test_a_description_is_whoever_the_text_describes_so(
    before: str, source: str, speaker: str
) -> None:
    assert speakers(f"{before} {source}{SAID}")[-1] == speaker


@pytest.mark.parametrize(
    "unit",
    [
        "Ada Maro ",
        "President Ada of Maro ",
        "Ada Maro, Ben Tarro, ",
        "Minister for Ports and ",
        "the mayor of the Maro, ",
    ],
)
def test_the_work_grows_with_the_number_of_names(unit: str) -> None:
    small, large = (calls(partial(people, unit * times)) for times in (200, 800))
    assert large < small * 4.4


def test_a_register_of_one_surname_keeps_all_its_people() -> None:
    assert len(people("".join(f"{one}da Maro. " for one in "ABCDEFGHIJKLMNOP"))) == 16
