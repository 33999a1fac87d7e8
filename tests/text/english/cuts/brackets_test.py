"""Brackets are left out of a claim."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Northern Herald (founded in 1950) covers trade.", "The Northern Herald covers trade"),
        ("The council (12 seats) met.", "The council met"),
        (
            "The council lost 3 million in 2030 (2029: 2 million).",
            "The council lost 3 million in 2030",
        ),
    ],
)
def test_a_bracket_is_no_part_of_a_claim(text: str, expected: str) -> None:
    assert claims(text) == [expected]
