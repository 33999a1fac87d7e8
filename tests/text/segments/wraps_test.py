"""Wrapped paragraphs give the claims of unwrapped ones; poems and lists keep their lines."""

from __future__ import annotations

import re
from textwrap import fill, wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text import extract, sentences
from annotator.text.segments.unwrapped import unwrap

WHO = ("Ada Maro", "The minister of transport, Lia Senn,", "A 40-year-old docker", "Mr. Tarro")
WHAT = (
    "opened the deep-water port of Orlest on 6 May 2031",
    "said that 812 ships had left the harbour, and that the road to Tarsk was closed",
    "told reporters: “The port is open. It is wide, and it is safe for all of Verania’s ships.”",
    "sold 3,400 tonnes of salt for $2.5 million to a well-known firm in the U.S. last year",
    "refused to close the bridge – the longest of the islands – after the storm of Jan. 3",
)
SENTENCES = st.builds("{} {}.".format, st.sampled_from(WHO), st.sampled_from(WHAT))
PARAGRAPHS = st.lists(SENTENCES, min_size=2, max_size=5).map(" ".join)
WIDTHS = st.integers(24, 80)
BREAK = "\n"
BREAKS = st.sampled_from(("\n", "\r\n"))


def filled(paragraph: str, width: int, line_break: str) -> str:
    return line_break.join(wrap(paragraph, width, break_long_words=False))


def cut(text: str) -> list[str]:
    """The sentences in one line each; a word that is cut behind its hyphen is one word."""
    found = [text[one.start : one.end] for one in sentences(text)]
    return [" ".join(re.sub(r"(?<=\w-)[\r\n]+", "", one).split()) for one in found]


def told(text: str) -> list[tuple[str, str | None]]:
    found = extract(text)
    return [
        (one.text, None if one.attribution is None else found.attributions[one.attribution].speaker)
        for one in found.candidates
    ]


@given(PARAGRAPHS, WIDTHS, BREAKS)
def test_a_paragraph_of_any_width_is_read_as_one_line(
    paragraph: str, width: int, line_break: str
) -> None:
    wrapped = filled(paragraph, width, line_break)
    assert cut(wrapped) == cut(paragraph)


@settings(deadline=None, max_examples=50)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=2), WIDTHS, BREAKS)
def test_a_wrapped_text_gives_the_claims_and_speakers_of_the_unwrapped_one(
    paragraphs: list[str], width: int, line_break: str
) -> None:
    wrapped = (2 * line_break).join(filled(one, width, line_break) for one in paragraphs)
    assert told(wrapped) == told("\n\n".join(paragraphs))


@given(st.lists(PARAGRAPHS, min_size=1, max_size=3), WIDTHS, BREAKS)
def test_offsets_are_those_of_the_text_as_received(
    paragraphs: list[str], width: int, line_break: str
) -> None:
    wrapped = (2 * line_break).join(filled(one, width, line_break) for one in paragraphs)
    page = unwrap(wrapped)
    places = [page.origin(at) for at in range(len(page.text))]
    assert places == sorted(set(places))
    for sign, at in zip(page.text, places, strict=True):
        assert wrapped[at] == sign or (sign, wrapped[at]) in ((" ", "\r"), (" ", "\n"))


def test_a_claim_over_two_lines_has_its_place_in_the_text_as_received() -> None:
    text = "On Monday the minister of transport opened\r\nthe port of Orlest for all of its ships."
    (claim,) = extract(text).candidates
    assert (claim.spans[0].start, claim.spans[-1].end) == (0, len(text) - 1)
    assert "\r\n" not in claim.text


POEM = """The harbour sleeps beneath a silver moon,
And all the gulls have folded up their wings;
The bells of Orlest toll a distant tune
While on the quay a lonely sailor sings."""


@pytest.mark.parametrize(
    "text",
    [
        POEM,
        "the harbour sleeps\nbeneath a silver moon\nand all the gulls\nhave folded up their wings",
        "Ministry of Transport and Harbours\n112 Sallow Lane, Kesselbrook End\nOrlest 4021",
        "Port opens after long delay\nBy Ben Tarro, Northern Herald\n6 May 2031",
        "Verania opens its largest port after a delay\nThe port is open.\nIt cost 4 million.",
        "MARO: The port was not closed. It was shut for two days.\nTARRO: That is untrue.",
        "The council agreed on:\n- roads and bridges in the north\n- the ferry\n- a school",
        "1. Open the port and the road to Tarsk\n2. Close the bridge\n3. Pay the dockers",
        "Lia Senn, Verania’s minister of transport\nBen Tarro, harbour master of Orlest\nAda Maro",
        "Wheat    12,000    14,000    16,000\nBarley    11,000    13,000\nRye    9,000",
        "Yours sincerely,\nBen Tarro\nHarbour Master of Orlest and Tarsk",
    ],
)
def test_lines_that_their_writer_broke_stay_lines(text: str) -> None:
    assert unwrap(text).text == text


def test_a_poem_and_a_list_in_a_wrapped_text_keep_their_lines() -> None:
    prose = (
        "The minister of transport opened the port of Orlest on Monday, after a delay of three "
        "years in which the road to Tarsk was closed and nobody knew when it would be open."
    )
    verse = "The harbour sleeps,\nand all the gulls\nhave folded up their wings."
    items = "• roads and bridges\n• the ferry to Tarsk\n• a school"
    text = "\n\n".join([filled(prose, 60, "\n"), verse, items])
    assert unwrap(text).text == "\n\n".join([prose, verse, items])


def test_a_line_that_is_indented_begins_a_paragraph() -> None:
    first = "The minister of transport opened the port of Orlest after a delay of several years."
    second = "The road to Tarsk is closed, and nobody knows when the council will open it again."
    text = BREAK.join(fill(one, 44, initial_indent="    ") for one in (first, second))
    assert unwrap(text).text == f"    {first}\n    {second}"


def test_lines_that_are_filled_but_for_a_word_are_joined_where_many_show_it() -> None:
    text = (
        "The minister of transport opened the port of\nOrlest after a delay of several years, and\n"
        "the road to Tarsk was closed by the council,\nsince nobody knew when the bridge would be\n"
        "safe. The ferry sailed on Monday with 812\npeople on board, among them the mayor, who\n"
        "said that she had never seen a port so wide\nas this."
    )
    assert unwrap(text).text == text.replace("\n", " ")


@pytest.mark.parametrize("width", [20, 30])
def test_chinese_lines_are_joined_without_a_blank(width: int) -> None:
    text = "运输部长艾达周一表示，开往奥莱斯特的渡轮当天运送了八百人。市长说，大桥耗资四百万。" * 2
    wrapped = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert unwrap(wrapped).text == text
