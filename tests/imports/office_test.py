"""Word and PDF files: the text that a reader sees, in its paragraphs."""

from __future__ import annotations

import pytest

from annotator import imports
from annotator.import_states import GuessOrigin
from annotator.imports.incoming import IncomingText, Unreadable
from tests.imports.files import docx, paragraph, pdf

DAMAGED = "The Word file is damaged and could not be read."


def text_of(name: str, data: bytes) -> IncomingText:
    (found,) = imports.read(name, data)
    assert isinstance(found, IncomingText), found
    return found


def reason_for(name: str, data: bytes) -> str:
    (found,) = imports.read(name, data)
    assert isinstance(found, Unreadable), found
    return found.reason


def test_word_gives_paragraphs_tables_and_footnotes() -> None:
    note = '<w:footnote w:id="2">' + paragraph("The ministry counts in May.") + "</w:footnote>"
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Year", "Boats"))
    body = (
        paragraph("Boats counted", "Title")
        + '<w:p><w:r><w:t xml:space="preserve">The office </w:t></w:r>'
        '<w:r><w:t>counted.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("It went on.")
    )
    found = text_of("report.docx", docx(body, notes=note))
    blocks = found.text.split("\n\n")
    assert blocks[:2] == ["Boats counted", "The office counted."]
    assert blocks[2].split() == ["Year", "Boats"]
    assert blocks[3:] == ["It went on.", "The ministry counts in May."]
    assert found.guesses.values.title == "Boats counted"


def test_word_is_read_as_it_stands_after_its_tracked_changes() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">The bridge cost </w:t></w:r>'
        '<w:del w:id="1" w:author="Ida"><w:r><w:delText>3</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="Ida"><w:r><w:t>4</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> million</w:t></w:r>'
        "<w:r><w:br/><w:t>marks.</w:t></w:r></w:p>"
    )
    assert text_of("a.docx", docx(body)).text == "The bridge cost 4 million\nmarks."


def test_properties_of_a_word_file_are_guesses() -> None:
    core = "<dc:title>Boats of 2025</dc:title><dc:creator>Ida Quell</dc:creator>"
    found = text_of("a.docx", docx(paragraph("It is open."), core=core))
    assert (found.metadata.title, found.metadata.author) == (None, None)
    assert (found.guesses.values.title, found.guesses.values.author) == (
        "Boats of 2025",
        "Ida Quell",
    )
    assert set(found.guesses.origins.values()) == {GuessOrigin.PROPERTIES}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_word_file_with_entities_is_refused(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = docx(paragraph("It is open."), more={"word/comments.xml": bomb})
    if encoding == "utf-16":
        data = docx(paragraph("It is open."), more={"word/x.xml": bomb.replace("<!", "<\0!")})
    assert reason_for("a.docx", data) == "It defines entities, which no Word file needs."


def test_a_word_file_that_unpacks_too_far_is_refused() -> None:
    data = docx(paragraph("It is open."), more={"word/media/a.bin": "\0" * (101 * 1024 * 1024)})
    assert "an archive may unpack to 100 MB" in reason_for("a.docx", data)


@pytest.mark.parametrize(
    "body", ["<w:p>", "<w:tbl>" * 2_000 + "</w:tbl>" * 2_000], ids=["cut", "deep"]
)
def test_a_broken_word_file_is_refused(body: str) -> None:
    assert reason_for("a.docx", docx(body)) in (DAMAGED, "It is empty.")


def test_a_word_file_of_nothing_is_empty() -> None:
    assert reason_for("a.docx", docx("<w:p/>")) == "It is empty."


LINES = (
    "The harbour of Orlest was open again on Saturday, the ministry said in a state-",
    "ment to reporters, and ships would leave it from Monday on, in spite of water-",
    "related work on the second pier that the town had begun in May of that year.",
    "It will go on.",
    "Mayor Tilo Brandt said that the bridge at Kesselbrook cost 4 million marks.",
)


def test_a_pdf_gives_paragraphs_without_the_breaks_of_its_lines() -> None:
    page = [(72, 700 - 12 * n, line) for n, line in enumerate(LINES)]
    found = text_of("a.pdf", pdf(page))
    assert found.text == (
        "The harbour of Orlest was open again on Saturday, the ministry said in a statement to"
        " reporters, and ships would leave it from Monday on, in spite of water-related work on the"
        " second pier that the town had begun in May of that year. It will go on."
        "\n\nMayor Tilo Brandt said that the bridge at Kesselbrook cost 4 million marks."
    )


def test_room_between_the_lines_of_a_pdf_separates_its_paragraphs() -> None:
    heights = (700, 670, 658, 628, 616)
    words = ("Boats counted", *LINES[:2], "In May it", "went on.")
    page = [(72, height, line) for height, line in zip(heights, words, strict=True)]
    assert [block[:12] for block in text_of("a.pdf", pdf(page)).text.split("\n\n")] == [
        "Boats counte",
        "The harbour ",
        "In May it we",
    ]


def test_columns_that_a_pdf_writes_line_by_line_are_read_one_after_the_other() -> None:
    left = [f"left side line {n} of the page" for n in range(12)]
    right = [f"right side line {n} of the page" for n in range(12)]
    page = [
        place
        for n, (one, two) in enumerate(zip(left, right, strict=True))
        for place in ((72, 700 - 12 * n, one), (320, 700 - 12 * n, two))
    ]
    assert text_of("a.pdf", pdf(page)).text == " ".join([*left, *right])


def test_lines_that_pages_repeat_and_their_numbers_are_left_out() -> None:
    pages = [
        [(72, 760, "Northern Herald"), (72, 700, f"Story {n} is open."), (300, 30, f"Page {n}")]
        for n in range(1, 4)
    ]
    assert text_of("a.pdf", pdf(*pages)).text == "\n\n".join(
        f"Story {n} is open." for n in range(1, 4)
    )


def test_the_title_of_a_pdf_is_a_guess_unless_a_program_wrote_it() -> None:
    page = [(72, 700, "It is open.")]
    assert text_of("a.pdf", pdf(page, title="Boats")).guesses.values.title == "Boats"
    program = pdf(page, title="Microsoft Word - a.docx")
    assert text_of("a.pdf", program).guesses.values.title is None


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a"])
def test_a_pdf_is_known_under_any_name(name: str) -> None:
    assert text_of(name, pdf([(72, 700, "It is open.")])).text == "It is open."


def test_a_scanned_or_broken_pdf_is_refused() -> None:
    assert reason_for("a.pdf", pdf([])) == "The PDF holds pictures of its pages and no text."
    assert reason_for("a.pdf", b"%PDF-1.7\n") == "The PDF is damaged and could not be read."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0" * 9, "It is a file of an older Office."),
        ("a.png", b"\x89PNG\r\n\x1a\n", "It is a picture."),
        ("a.txt", b"{\\rtf1 It is open.}", "It is in Rich Text Format (RTF)."),
        ("a.rtf", b"\xef\xbb\xbf{\\rtf1 It is open.}", "It is in Rich Text Format (RTF)."),
        ("a.docx", b"It is open.", "It is not a zip archive"),
        ("a.xlsx", docx("", more={"xl/workbook.xml": ""}), "It is empty."),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(name: str, data: bytes, reason: str) -> None:
    assert reason_for(name, data).startswith(reason)
