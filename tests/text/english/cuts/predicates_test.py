"""Clauses and predicates are told apart, each with the subject and the helpers that it needs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.seen import claims


def whole(sentence: str) -> bool:
    """Return True if the sentence is its only claim."""
    return claims(sentence) == [sentence.removesuffix(".")]


def test_each_predicate_takes_the_subject() -> None:
    assert claims("The storm tore down a crane, sank two boats and cut off a village.") == [
        "The storm tore down a crane",
        "The storm sank two boats",
        "The storm cut off a village",
    ]


def test_a_helper_goes_where_the_form_needs_it() -> None:
    assert claims("Tarro was born in Orlest, studied law and became a judge.") == [
        "Tarro was born in Orlest",
        "Tarro studied law",
        "Tarro became a judge",
    ]
    assert claims("The firm has raised its prices, closed a mill and dismissed its guards.") == [
        "The firm has raised its prices",
        "The firm has closed a mill",
        "The firm has dismissed its guards",
    ]


def test_a_denial_stays_with_the_first_or_goes_to_all() -> None:
    assert claims("Tarro did not pay the fine and was arrested in June.") == [
        "Tarro did not pay the fine",
        "Tarro was arrested in June",
    ]
    assert claims("The farmers no longer live in huts or sleep in tents.") == [
        "The farmers no longer live in huts",
        "The farmers no longer sleep in tents",
    ]


def test_a_verb_that_is_no_object_is_a_predicate() -> None:
    assert claims("The widow has no garden and lives in Tarsk.") == [
        "The widow has no garden",
        "The widow lives in Tarsk",
    ]


def test_a_finite_verb_is_not_joined_to_a_gerund() -> None:
    assert claims("The mill stopped grinding rye and dismissed nine men.") == [
        "The mill stopped grinding rye",
        "The mill dismissed nine men",
    ]


def test_each_clause_keeps_its_own_subject() -> None:
    assert claims("Sales of salt rose by 9 percent and prices of wool fell by 4 percent.") == [
        "Sales of salt rose by 9 percent",
        "prices of wool fell by 4 percent",
    ]
    assert claims("The mayor signed the lease, but the council tore it up.") == [
        "The mayor signed the lease",
        "the council tore it up",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council would sell the mill and buy a ship should the levy fail.",
        "Maro would resign only if the court and the council asked.",
    ],
)
def test_a_condition_behind_the_last_keeps_all_together(sentence: str) -> None:
    assert whole(sentence)


def test_a_condition_in_front_is_repeated() -> None:
    assert claims("If elected, Senn would cut the levy and pave the roads.") == [
        "If elected, Senn would cut the levy",
        "If elected, Senn would pave the roads",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Orlest chose nine women and Tarsk six.",
        "Maro sent 20 nurses and Senn two boats.",
        "Nine men were fined for theft and two for fraud.",
    ],
)
def test_a_verb_that_is_left_out_keeps_the_sentence_whole(sentence: str) -> None:
    assert whole(sentence)


def test_what_is_refused_planned_or_ordered_did_not_happen() -> None:
    for sentence in (
        "Senn refused to sell the mill.",
        "Senn ordered the tenants to leave.",
        "Senn plans to leave.",
    ):
        assert whole(sentence)


def test_nearly_stays_with_its_verb() -> None:
    assert claims("Tarro almost lost the race and nearly broke his leg.") == [
        "Tarro almost lost the race",
        "Tarro nearly broke his leg",
    ]


DEEDS = [
    ("opened a mill", "open a mill"),
    ("sold two ships", "sell two ships"),
    ("closed the road", "close the road"),
    ("repaired the dam", "repair the dam"),
    ("fined a baker", "fine a baker"),
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(DEEDS), min_size=2, max_size=5, unique=True))
def test_a_claim_keeps_the_order_of_the_words_and_never_begins_with_and(
    deeds: list[tuple[str, str]],
) -> None:
    done = [deed for deed, _ in deeds]
    text = f"The council {', '.join(done[:-1])} and {done[-1]}."
    found = claims(text)
    assert 1 <= len(found) <= 6
    for claim in found:
        rest = iter(text.replace(",", "").replace(".", "").split())
        assert all(word in rest for word in claim.replace(",", "").split())
        assert not claim.startswith("and ")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(DEEDS), min_size=2, max_size=2, unique=True))
def test_what_was_not_done_is_never_told_as_done(deeds: list[tuple[str, str]]) -> None:
    found = claims(f"The council did not {deeds[0][1]} or {deeds[1][1]}.")
    assert found
    assert all("did not" in claim for claim in found)


def test_a_passive_that_two_clauses_share_keeps_them_whole() -> None:
    whole = "Two soldiers were killed and 20 others wounded north of Orlest"
    assert claims(whole + ".") == [whole]
