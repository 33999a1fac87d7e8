"""Given names tell whether a woman or a man is meant, where a name is mostly theirs."""

from __future__ import annotations

from annotator.text.parsing.given_names import gender_of


def test_a_name_that_mostly_women_or_men_have_tells_their_gender() -> None:
    assert gender_of(["Ada"]) == "female"
    assert gender_of(["Rolf"]) == "male"


def test_a_name_of_both_and_an_unknown_name_tell_nothing() -> None:
    assert gender_of(["Leslie"]) is None
    assert gender_of(["Xyzzo"]) is None


def test_the_first_known_name_counts() -> None:
    assert gender_of(["Xyzzo", "Ada", "Rolf"]) == "female"
