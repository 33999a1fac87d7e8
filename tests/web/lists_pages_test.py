"""Lists of several pages: the page that the address names, and a word where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

NONE = "There is no page"


@pytest.mark.parametrize(
    ("name", "address", "listed"),
    [
        ("ed", "/documents?", "A statement"),
        ("ed", "/sets/#1?", "the harbour was open"),
        ("ann", "/sets/#1/mine?", "the harbour was open"),
        ("rita", "/sets/#1/review?", "the harbour was open"),
        (
            "rita",
            "/sets/#1/agreement/claims?one=supported&other=refuted&",
            "the harbour was open",
        ),
    ],
)
def test_every_list_says_that_the_page_is_none_and_shows_the_nearest(
    visitor: Callable[..., Visitor], world: World, name: str, address: str, listed: str
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    person = visitor(name)
    assert NONE not in person.text(f"{address}page=1")
    for asked in ("x", "0", "-3", "2", "9" * 30):
        page = person.text(f"{address}page={asked}")
        assert f"{NONE} “{asked[:19]}" in page
        assert "the list has 1 page. This is page 1." in page
        assert listed in page


def test_a_list_leads_from_page_to_page_and_past_the_last_to_the_last(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(*(f"ship {number} was in harbour" for number in range(61)))
    person = visitor("ed")
    for number, claim in enumerate(("ship 0 was", "ship 30 was", "ship 60 was"), start=1):
        page = person.text(f"/sets/#1?page={number}")
        assert f"Page {number} of 3" in page
        assert claim in page
        assert NONE not in page
        assert ("Next page" in page, "Previous page" in page) == (number < 3, number > 1)
    past = person.text("/sets/#1?page=4")
    assert f"{NONE} “4”: the list has 3 pages. This is page 3." in past
    assert "ship 60 was" in past
    assert NONE not in person.text("/sets/#1?page=")


def test_what_the_address_names_as_a_page_is_shown_as_text(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    assert "&lt;b&gt;" in visitor("ed").get("/sets/#1?page=<b>").text
