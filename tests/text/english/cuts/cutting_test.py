"""Coordination is cut: one claim for each member, and never one that was not said."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims, words


def test_a_coordinated_object_gives_one_claim_for_each() -> None:
    text = "The President pointed out that no harm had been done to civilians and infrastructure."
    found = extract(text)
    assert claims(text) == [
        "no harm had been done to civilians",
        "no harm had been done to infrastructure",
    ]
    assert [candidate.attribution for candidate in found.candidates] == [0, 0]
    assert words(text, found.attributions[0].cue) == "pointed out"
    assert found.attributions[0].speaker == "The President"


def test_a_claim_in_pieces_has_several_spans_and_its_text_is_joined_from_them() -> None:
    text = "The President pointed out that no harm had been done to civilians and infrastructure."
    second = extract(text).candidates[1]
    assert words(text, second.spans) == "no harm had been done to / infrastructure"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maro said that Verania had repaired its roads, opened two ports, and closed a mine.",
            [
                "Verania had repaired its roads",
                "Verania opened two ports",
                "Verania closed a mine",
            ],
        ),
        (
            "Verania supports the new ferry, as well as the old port.",
            ["Verania supports the new ferry", "Verania supports the old port"],
        ),
        (
            "Verania had not built roads or sold ships.",
            ["Verania had not built roads", "Verania had not sold ships"],
        ),
        (
            "No roads and ports were damaged.",
            ["No roads were damaged", "No ports were damaged"],
        ),
    ],
)
def test_each_member_becomes_a_claim_with_what_it_shares(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    "claim",
    [
        "Verania signed the treaty between Orlest and the islands",
        "The ferry carried grain or salt",
        "Maro and Tarro met in Orlest",
        "Maro and Tarro are partners",
        "The mayor built roads but not ports",
        "Maro and Tarro have built a bridge",
        "Maro and Tarro were born in Orlest",
    ],
)
def test_what_holds_only_together_stays_in_one_claim(claim: str) -> None:
    assert claims(claim + ".") == [claim]


@pytest.mark.parametrize(
    ("text", "aside", "rest"),
    [
        (
            "Ada Maro, who was born in Orlest, opened the port.",
            "Ada Maro was born in Orlest",
            "Ada Maro opened the port",
        ),
        (
            "Exports grew by a third, while imports fell sharply in the same year.",
            "imports fell sharply in the same year",
            "Exports grew by a third",
        ),
    ],
)
def test_an_aside_is_a_claim_of_its_own(text: str, aside: str, rest: str) -> None:
    assert sorted(claims(text)) == sorted([aside, rest])


@pytest.mark.parametrize(
    "claim",
    [
        "He was the first judge who ruled against the council",
        "Tarro is the judge who closed the port",
        "It was Tarro who opened the gate",
        "Senn lived in Orlest, Verania",
        "He mends and sells old ships",
        "The port, built in 1990, was closed by the council",
        "Ada Maro, the president of Verania, visited the islands",
        "The Gate is a film directed by Tarro",
        "She sang while walking home",
        "The council repaired the roads while closing two schools",
    ],
)
def test_what_has_no_subject_of_its_own_stays_with_its_statement(claim: str) -> None:
    assert claims(claim + ".") == [claim]


def test_a_list_of_names_is_cut_like_any_other() -> None:
    assert claims("The film stars Ada Maro, Rolf Tarro and Lena Senn.") == [
        "The film stars Ada Maro",
        "The film stars Rolf Tarro",
        "The film stars Lena Senn",
    ]


def test_a_later_noun_takes_the_article_of_the_first() -> None:
    assert claims("Maro is a singer and writer.") == ["Maro is a singer", "Maro is a writer"]
    assert claims("Maro is a singer and actor.") == ["Maro is a singer and actor"]


def test_questions_and_instructions_are_no_claims() -> None:
    assert claims("Is the port open? Open the port. Please call us now.") == []
    assert claims("“Why was the port closed?” Maro asked.") == []


def test_a_list_after_a_comma_is_cut_like_any_other() -> None:
    text = "Verania supported the peace plan, the repair of roads and the talks on a treaty."
    assert claims(text) == [
        "Verania supported the peace plan",
        "Verania supported the repair of roads",
        "Verania supported the talks on a treaty",
    ]


def test_statements_side_by_side_are_two() -> None:
    text = "The war was over, the roads were open and the ports were safe."
    assert claims(text) == [
        "The war was over",
        "the roads were open",
        "the ports were safe",
    ]


def test_a_report_that_is_itself_reported_keeps_its_words() -> None:
    text = "“The president said that the port was open,” the Northern Herald wrote."
    assert claims(text) == ["The president said that the port was open"]


def test_a_list_that_ends_far_from_its_verb_is_cut_to_the_end() -> None:
    text = (
        "Tarro said that his country supported the peace plan in the islands, the opening of "
        "relations between Verania and Tarland and the talks on a treaty."
    )
    assert claims(text) == [
        "his country supported the peace plan in the islands",
        "his country supported the opening of relations between Verania and Tarland",
        "his country supported the talks on a treaty",
    ]


def test_what_is_gone_without_a_verb_is_said_with_the_verb_before_it() -> None:
    text = "The minister opened a school in Orlest, a bridge in Tarsk and a port in Lund."
    assert claims(text) == [
        "The minister opened a school in Orlest",
        "The minister opened a bridge in Tarsk",
        "The minister opened a port in Lund",
    ]


def test_what_stands_side_by_side_in_a_content_is_cut_like_any_list() -> None:
    assert claims("Maro said the roads were open, the ports were safe.") == [
        "the roads were open",
        "the ports were safe",
    ]


def test_a_report_of_what_is_no_statement_is_itself_the_claim() -> None:
    text = "Maro pointed to cooperation in the field of salt."
    found = extract(text)
    assert claims(text) == ["Maro pointed to cooperation in the field of salt"]
    assert words(text, found.attributions[0].content) == "cooperation in the field of salt"
    assert found.attributions[0].is_report
