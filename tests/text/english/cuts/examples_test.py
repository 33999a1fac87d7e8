"""Examples stand in the place of what they are examples of."""

from __future__ import annotations

import pytest

from tests.text.seen import claims


def test_examples_take_the_place_of_their_noun() -> None:
    assert claims("The party won seats in several towns, such as Orlest and Tarsk.") == [
        "The party won seats in several towns",
        "The party won seats in Orlest",
        "The party won seats in Tarsk",
    ]
    assert claims("Maro won several prizes, including two medals.") == [
        "Maro won several prizes",
        "Maro won two medals",
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "No ships, including ferries, left the port",
        "Verania signed a treaty, including rules for salmon",
        "Countries such as Verania are poor",
    ],
)
def test_what_is_no_example_stays_where_it_is(claim: str) -> None:
    assert claims(claim + ".") == [claim]
