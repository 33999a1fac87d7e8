"""Coordination is cut: one claim for each member."""

from __future__ import annotations

from annotator.text import extract


def claims(text: str) -> list[str]:
    return [candidate.text for candidate in extract(text).candidates]


def test_a_coordinated_object_gives_one_claim_for_each() -> None:
    text = "The President pointed out that no harm had been done to civilians and infrastructure."
    found = extract(text)
    assert claims(text) == [
        "no harm had been done to civilians",
        "no harm had been done to infrastructure",
    ]
    assert {found.candidates[0].attribution, found.candidates[1].attribution} == {0}
    cue = found.attributions[0].cue[0]
    assert text[cue.start : cue.end] == "pointed out"
    assert found.attributions[0].speaker == "The President"
