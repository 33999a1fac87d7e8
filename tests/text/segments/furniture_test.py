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
        ("byline", "By: Ben Tarro"),
        ("heading", "Ships That Sank: A Long Story of Lost Ports."),
        ("caption", "Ada Maro, left, and Ben Tarro sign the deal in Orlest."),
        ("caption", "Ada Maro (L) and Ben Tarro (R) sign the deal in Orlest."),
        ("caption", "The mayor opens the port in this photo taken on May 6."),
        ("caption", "A file photo of the port of Orlest."),
        ("caption", "The port of Orlest in May. (Lia Senn/NHA)"),
        ("link", "Sign up for our newsletter."),
        ("link", "Follow us on Facebook."),
        ("link", "Click here to read the full story."),
        ("link", "Story continues below advertisement"),
        ("link", "Advertisement"),
        ("link", "12 shares"),
        ("link", "All rights reserved."),
        ("link", "Copyright 2031 Northern Herald."),
        ("note", "This article was first published in May 2031."),
        ("note", "We use cookies to improve this site."),
        ("note", "By continuing to browse you agree to our terms."),
        ("note", "Comments are closed."),
        ("note", "By allowing ads on this site you support our work."),
        ("note", "Your e-mail address will not be published."),
        ("note", "This article was created by a program."),
        ("contact", "For more information, contact Lia Senn at press@harbour.example."),
        ("contact", "Phone: 012 345 6789"),
        ("handle", "@adamaro #orlest https://pic.example/a"),
        ("handle", "So, yeah: #OpenThePort."),
        ("link", "Keep current with Ada #OpenThePort!"),
        ("handle", "— Ada Maro (@adamaro) May 6, 2031"),
        ("aside", "(Applause)"),
        ("aside", "[Laughter.]"),
    ],
)
def test_a_line_of_the_page_is_marked_and_gives_no_claim(kind: str, line: str) -> None:
    text = f"{STORY}\n\n{line}\n\n{STORY}"
    assert (kind, line) in furniture(text)
    assert claims(text) == [STORY[:-1], STORY[:-1]]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the port was open.",
        "Copyright law in Verania is strict.",
        "Advertisement spending fell by 3 percent.",
        "The report was published in May.",
        "Support for our soldiers fell.",
        "Share prices are up.",
        "Contact between the sides was lost in May.",
        "Maro (@adamaro) opened the port.",
        "They drove to Tarsk (via Orlest).",
        "It was run by the HSA (Harbour Safety Agency).",
        "Gov. Maro (R) opened the port.",
        "The party moved left, and Maro left.",
    ],
)
def test_a_sentence_of_the_story_is_no_furniture(line: str) -> None:
    assert (None, line) in furniture(f"{STORY}\n\n{line}\n\n{STORY}")


@pytest.mark.parametrize(
    "aside", ["(Applause)\n\n", "(Applause.)\n", "(Laughter.) ", "[Crosstalk] "]
)
def test_the_sentence_after_an_aside_keeps_its_claim(aside: str) -> None:
    assert claims(f"{aside}The minister opened the port in May.") == [
        "The minister opened the port in May"
    ]


def test_all_sentences_of_a_caption_are_a_caption() -> None:
    for caption in (
        "FILE - The port is seen in May. It was closed in 2030. (Herald Photo/Lia Senn, File)",
        "Ada Maro speaks in Orlest. Her speech was long. (Lia Senn/NHA)",
        "date 2031-05-06 FILE - The port is seen in May. It was closed in 2030.",
    ):
        assert claims(f"{STORY}\n{caption}\n{STORY}") == [STORY[:-1], STORY[:-1]]


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


def test_a_text_without_words_has_no_furniture() -> None:
    assert furniture("") == furniture(" \n\n") == []
