"""Check-worthiness: deeds and numbers before opinions and plans."""

from __future__ import annotations

from annotator.text import extract


def test_a_number_with_a_date_is_worth_a_check() -> None:
    found = extract("Unemployment fell to 4 percent in 2030, the lowest rate in ten years.")
    assert found.candidates[0].worthiness == "CFS"
    assert (found.candidates[0].score or 0) > 0.9


def test_a_wish_is_not_factual() -> None:
    assert extract("I think we should all be good to each other.").candidates[0].worthiness == "NFS"


def test_a_small_fact_is_factual_and_unimportant() -> None:
    assert extract("The road is long.").candidates[0].worthiness == "UFS"


def test_the_order_is_that_of_the_evidence_one_could_look_for() -> None:
    text = (
        "Verania spent 40 million crowns on roads in 2030. Verania has roads. "
        "I hope that we will have better roads."
    )
    scores = [one.score for one in extract(text).candidates if one.score is not None]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
