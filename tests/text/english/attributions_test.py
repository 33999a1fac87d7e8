"""Who says what, by which cue, as the sentence has it."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims, reports, speakers


def test_a_participle_takes_the_speaker_of_the_verb_that_governs_it() -> None:
    text = (
        "Emphasizing that Verania supported the plan, President Ada Maro said that new roads had "
        "been built, noting that the ports could help."
    )
    assert reports(text) == [
        ("President Ada Maro", "Emphasizing", "that Verania supported the plan"),
        ("President Ada Maro", "said", "that new roads had been built"),
        ("President Ada Maro", "noting", "that the ports could help"),
    ]


def test_joined_cues_share_their_speaker_and_keep_their_contents_apart() -> None:
    text = (
        "The minister said that the road was open, noted that trade had grown, and spoke about "
        "the new ferry."
    )
    assert reports(text) == [
        ("The minister", "said", "that the road was open"),
        ("The minister", "noted", "that trade had grown"),
        ("The minister", "spoke about", "the new ferry"),
    ]


def test_the_speaker_may_stand_after_what_is_said() -> None:
    assert reports("The bridge was closed in March, the Transport Ministry announced.") == [
        ("the Transport Ministry", "announced", "The bridge was closed in March")
    ]


def test_the_speaker_may_stand_in_the_middle_of_what_is_said() -> None:
    assert reports("The aim, Maro said, is a lasting peace.") == [
        ("Maro", "said", "The aim / is a lasting peace")
    ]


def test_a_nominal_content_is_reported_by_verbs_that_take_one() -> None:
    assert reports("Maro stressed the importance of the visit and pointed to the new ferry.") == [
        ("Maro", "stressed", "the importance of the visit"),
        ("Maro", "pointed to", "the new ferry"),
    ]


def test_an_attitude_within_a_content_is_no_attribution() -> None:
    text = "Maro said that her country supported the peace plan."
    assert reports(text) == [("Maro", "said", "that her country supported the peace plan")]


def test_according_to_a_source_reports_and_according_to_a_measure_does_not() -> None:
    assert reports("According to the Northern Herald, the ferry sank in May.") == [
        ("the Northern Herald", "According to", "the ferry sank in May")
    ]
    assert reports("Verania treats its neighbours according to the level of their trade.") == []


def test_what_somebody_does_by_saying_it_is_a_claim_itself() -> None:
    assert "The envoy refused to attend the talks" in claims(
        "The envoy refused to attend the talks."
    )


@pytest.mark.parametrize(
    "circumstance", ["in a statement that", "on Friday", "Friday that", "in Orlest that"]
)
def test_where_and_when_it_was_said_belongs_to_neither_cue_nor_content(circumstance: str) -> None:
    [(source, cue, content)] = reports(f"Maro said {circumstance} the road was open.")
    assert (source, cue) == ("Maro", "said")
    assert content.removeprefix("that ") == "the road was open"


def test_a_report_between_commas_stands_in_the_middle_of_its_content() -> None:
    assert reports("The port was opened, Maro said, by the council.") == [
        ("Maro", "said", "The port was opened / by the council")
    ]


def test_a_relative_word_is_part_of_what_is_said() -> None:
    text = "The fee, which she said was too high, was dropped."
    assert reports(text) == [("she", "said", "which / was too high")]


def test_what_seems_is_said_by_nobody_who_is_named() -> None:
    assert reports("The roads seem to need repair.") == [("", "seem", "The roads / to need repair")]


def test_a_picture_in_front_of_a_name_is_no_part_of_the_speaker() -> None:
    assert reports("\N{PARTY POPPER} Maro said that the road was open.")[0][0] == "Maro"


def test_a_source_at_the_end_holds_all_that_it_reports() -> None:
    text = (
        "Tarro, for his part, emphasised the role of Orlest in shipping and said his country "
        "supports the talks, the statement said."
    )
    assert reports(text) == [
        ("Tarro", "emphasised", "the role of Orlest in shipping"),
        ("Tarro", "said", "his country supports the talks"),
        ("the statement", "said", text.removesuffix(", the statement said.")),
    ]
    assert [one.within for one in extract(text).attributions] == [2, 2, None]


def test_a_noun_reports_when_a_clause_follows_it() -> None:
    assert ("His", "claim", "that the port was open") in reports(
        "His claim that the port was open is wrong."
    )


def test_a_report_within_a_report_knows_which() -> None:
    text = (
        "President Ada Maro arrived on Monday. “The President pointed out that the harbour had "
        "been rebuilt,” the Orlest Courier said."
    )
    inner, outer = extract(text).attributions
    assert inner.within == 1
    assert outer.within is None
    assert speakers(text) == ["Ada Maro", "the Orlest Courier"]


def test_a_content_of_two_words_is_told_with_its_verb_as_well() -> None:
    text = "Maro conveyed his thanks and wished the people of Orlest peace."
    assert {"Maro conveyed his thanks", "Maro wished the people of Orlest peace"} <= set(
        claims(text)
    )
