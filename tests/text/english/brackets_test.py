"""Brackets are left out of a claim; one with a year is a claim about the name before it."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Northern Herald (founded in 1950) covers trade.",
            ["The Northern Herald (founded in 1950)", "The Northern Herald covers trade"],
        ),
        (
            "Ada Maro (born 3 May 1980) is a singer.",
            ["Ada Maro (born 3 May 1980)", "Ada Maro is a singer"],
        ),
        ("The council (12 seats) met.", ["The council met"]),
        (
            "The council lost 3 million in 2030 (2029: 2 million).",
            ["The council lost 3 million in 2030"],
        ),
    ],
)
def test_a_bracket_with_a_year_is_a_claim(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == sorted(expected)
