"""Adjectives side by side and a person's origin are claims of their own if one cuts finely."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He plays for the small, modern and rich club.",
            [
                "He plays for the small club",
                "He plays for the modern club",
                "He plays for the rich club",
            ],
        ),
        ("Senn is a Veranian judge.", ["Senn is a judge", "Senn is a Veranian judge"]),
    ],
)
def test_each_adjective_gives_a_claim_by_choice(text: str, expected: list[str]) -> None:
    assert sorted(claims(text, finely=True)) == sorted(expected)
    assert claims(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "claim",
    [
        "The flag is a red and white flag",
        "Maro wanted a quick or cheap answer",
        "Senn is not a Veranian judge",
        "The old stone bridge fell",
    ],
)
def test_adjectives_that_hold_only_together_stay(claim: str) -> None:
    assert claims(claim + ".", finely=True) == [claim]
