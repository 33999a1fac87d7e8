"""Text files, with or without a head."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator import dates, imports
from annotator.cleaning import is_blank
from annotator.imports.incoming import FIELDS, IncomingText, Unreadable
from annotator.records import DocumentMetadata

WANTED = "It must begin with http:// or https://."


def text_of(data: str, name: str = "speech.txt") -> IncomingText:
    (found,) = imports.read(name, data.encode())
    assert isinstance(found, IncomingText), found
    return found


def test_a_head_gives_the_fields_and_is_no_part_of_the_text() -> None:
    found = text_of(
        "outlet: Northern Herald\ntitle: The harbour is working\nauthor: Mara Holt\n"
        "url: https://herald.example/harbour\ndate: 2025-12\nlanguage: EN-gb\n"
        "\nThe harbour is open.\n\nSo is the bridge.\n"
    )
    assert found == IncomingText(
        name="speech.txt",
        text="The harbour is open.\n\nSo is the bridge.\n",
        metadata=DocumentMetadata(
            title="The harbour is working",
            outlet="Northern Herald",
            author="Mara Holt",
            url="https://herald.example/harbour",
            published=dates.parse("2025-12"),
            language="en",
        ),
    )


def test_a_colon_in_the_title_belongs_to_the_title() -> None:
    found = text_of("title: Harbour: open again: at last\n\nThe harbour is open.")
    assert found.metadata.title == "Harbour: open again: at last"


def test_a_field_is_known_in_any_case_and_with_blanks_around_it() -> None:
    found = text_of(" Title :  The   harbour \nOUTLET:Herald\n\nThe harbour is open.")
    assert (found.metadata.title, found.metadata.outlet) == ("The harbour", "Herald")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_head_may_have_the_line_ends_of_any_system(line_end: str) -> None:
    found = text_of(line_end.join(["title: The harbour", "", "It is open."]))
    assert (found.metadata.title, found.text) == ("The harbour", "It is open.")


def test_a_blank_line_may_hold_blanks() -> None:
    assert text_of("title: The harbour\n \t \nIt is open.").text == "It is open."


@pytest.mark.parametrize(
    "text",
    [
        "Minister: we did nothing\n\nThe minister went on.",
        "title: The harbour\nThe harbour is open.\n\nSo is the bridge.",
        "title: a text of one line that is all there is",
        "title: The harbour\noutlet: Herald",
        "\ntitle: The harbour\n\nIt is open.",
        ": \n\nIt is open.",
        "title\n\nIt is open.",
    ],
)
def test_what_is_no_head_stays_in_the_text(text: str) -> None:
    found = text_of(text)
    assert (found.text, found.metadata.title) == (text, None)


@pytest.mark.parametrize("text", ["It is open.", "title:\n\nIt is open."])
def test_a_title_that_is_not_given_is_not_made_up(text: str) -> None:
    assert text_of(text).metadata.title is None


def test_a_head_with_nothing_after_it_is_no_text() -> None:
    assert list(imports.read("speech.txt", b"title: The harbour\n\n \n")) == [
        Unreadable("speech.txt", "It is empty.")
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("date: soon", "“soon” is not a date. Write it as 2025-12-06, 2025-12 or 2025."),
        ("url: data:,x", f"“data:,x” is not the address of a page. {WANTED}"),
    ],
)
def test_a_field_that_is_wrong_is_named_instead_of_dropped(line: str, reason: str) -> None:
    found = list(imports.read("speech.txt", f"{line}\n\nIt is open.".encode()))
    assert found == [Unreadable("speech.txt", reason)]


def test_markup_in_a_text_is_text() -> None:
    text = "<script>alert(1)</script> & <b>bold</b>"
    assert text_of(text).text == text


def test_the_text_is_kept_as_it_is_but_for_what_cannot_be_stored() -> None:
    text = "\tIndented,  two blanks,\r\n\r\n\u202ebidi\u202c, \u200bnothing, e\u0301.  \n"
    assert text_of(text).text == text
    (found,) = imports.read("speech.txt", "The \x00bridge".encode("utf-16"))
    assert isinstance(found, IncomingText)
    assert found.text == "The bridge"


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_a_text_after_a_head_comes_back_whole(text: str) -> None:
    assume(not is_blank(text))
    assert text_of(f"title: The harbour\n\n{text}").text == text


@settings(deadline=None)
@given(st.permutations(FIELDS), st.integers(1, len(FIELDS)))
def test_any_fields_in_any_order_are_a_head(order: list[str], count: int) -> None:
    values = {"url": "https://herald.example/1", "date": "2025", "language": "en"}
    fields = {key: values.get(key, "Verania") for key in order[:count]}
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    assert text_of(f"{head}\nIt is open.").text == "It is open."
