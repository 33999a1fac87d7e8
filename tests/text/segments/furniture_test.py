"""Page furniture is marked and never yields a claim."""

from __future__ import annotations

import pytest

from tests.text.seen import claims, furniture

STORY = "The port is open."


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("heading", "Port opens after long delay"),
        ("caption", "President Ada Maro speaks in Orlest, May 6, 2031. (Herald Photo)"),
        ("caption", "Image: Northern Herald."),
        ("link", "Also Read: Ferry sinks in storm"),
        ("link", "Read more: The ferry that never came"),
        ("byline", "By Ben Tarro"),
        ("date", "date 2031-05-06"),
        ("date", "Updated: Monday, May 6, 2031"),
    ],
)
def test_a_line_of_the_page_is_marked_and_gives_no_claim(kind: str, line: str) -> None:
    text = f"{STORY}\n\n{line}\n\n{STORY}"
    assert (kind, line) in furniture(text)
    assert claims(text) == [STORY[:-1], STORY[:-1]]


@pytest.mark.parametrize("credit", ["Photograph: Lia Senn/Herald", "Image: Northern Herald."])
def test_a_line_that_ends_with_the_credit_of_a_picture_is_its_caption(credit: str) -> None:
    caption = f"A ferry leaves the port of Orlest. It was late. {credit}"
    assert claims(f"{STORY}\n{caption}\n{STORY}") == [STORY[:-1], STORY[:-1]]
    assert claims("Wages fell by 3 percent. Source: Labour Office") == ["Wages fell by 3 percent"]


@pytest.mark.parametrize(
    "dateline",
    [
        "TARSK/ORLEST, 6 May (NHA) - ",
        "date 2031-05-06 ORLEST, May 6 - ",
        "Orlest, 6 May 2031 (NHA): ",
        "ORLEST — ",
    ],
)
def test_a_dateline_belongs_to_no_claim(dateline: str) -> None:
    assert claims(dateline + "President Ada Maro received the envoy.") == [
        "President Ada Maro received the envoy"
    ]


@pytest.mark.parametrize("mark", ["•", "-", "–", "*", "1.", "2)"])
def test_the_items_of_a_list_are_claims_without_their_marks(mark: str) -> None:
    assert claims(f"{STORY}\n{mark} Wages fell by 3 percent.\n{mark} The road is closed.") == [
        "The port is open",
        "Wages fell by 3 percent",
        "The road is closed",
    ]


def test_an_item_without_a_stop_is_a_claim_and_a_link_among_them_is_none() -> None:
    items = ["Wages fell sharply, the ministry said", "Harbour news", "Read more: Ferry sinks"]
    assert claims("\n".join([STORY, *(f"• {item}" for item in items)])) == [
        "The port is open",
        "Wages fell sharply",
    ]


def test_a_text_of_one_line_without_a_stop_is_no_heading() -> None:
    assert claims("Verania closed the port of Orlest in May") == [
        "Verania closed the port of Orlest in May"
    ]
