"""Asides are told apart where they have a subject and surely happened; others stay."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


def test_who_behind_a_name_is_told_of_it() -> None:
    assert set(claims("Ada Maro, who was born in Orlest, opened the quay.")) == {
        "Ada Maro opened the quay",
        "Ada Maro was born in Orlest",
    }


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("The valley of Tarsk, where a third of the huts are empty, wants a road.", "a third"),
        ("The fee, half of which goes to the council, will rise.", "half"),
        ("The judge who fined the brewer and freed the cook was replaced.", "freed"),
        ("Maro praised the nurse whose boat was stolen.", "boat"),
    ],
)
def test_where_whose_and_half_of_which_are_never_told_alone(sentence: str, never: str) -> None:
    assert not any(claim.startswith(never) for claim in claims(sentence))


def test_both_halves_of_a_contrast_are_told() -> None:
    assert set(claims("The north voted for the levy, while the south voted against it.")) == {
        "The north voted for the levy",
        "the south voted against it",
    }


def test_what_happened_after_something_else_is_told_with_both() -> None:
    assert set(claims("The crew lost the lead after Tarro missed a penalty.")) == {
        "The crew lost the lead",
        "Tarro missed a penalty",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "If the dam bursts, the lower town will be flooded.",
        "The miller will stay unless the lease ends.",
        "The council will pave the road once the mill pays.",
    ],
)
def test_what_has_not_happened_stays_with_its_condition(sentence: str) -> None:
    assert claims(sentence) == [sentence.removesuffix(".")]


def test_statements_side_by_side_are_told_apart() -> None:
    assert claims("Sales slowed to 4 percent in March; in fact they have fallen since.") == [
        "Sales slowed to 4 percent in March",
        "they have fallen since",
    ]


def test_the_nearest_noun_bears_a_clause_unless_of_or_in_makes_two_possible() -> None:
    assert claims("Soldiers guard the new council, which is to take power in May.") == [
        "Soldiers guard the new council",
        "the new council is to take power in May",
    ]
    whole = "The town was hit by a fall in prices, which forced it to close the mill"
    assert claims(whole + ".") == [whole]
