"""CSV: a text a row, whatever stands between the cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import imports
from annotator.imports.incoming import Incoming, IncomingText, Unreadable
from annotator.records import DocumentMetadata
from annotator.spreadsheets import escaped


def read(data: str) -> list[Incoming]:
    return list(imports.read("feed.csv", data.encode()))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_what_stands_between_the_cells(delimiter: str) -> None:
    (found,) = read(
        "title,text,date\nHarbour,It is open,2025-12-06\n".replace(",", delimiter),
    )
    assert isinstance(found, IncomingText)
    assert (found.metadata.title, found.text, str(found.metadata.published)) == (
        "Harbour",
        "It is open",
        "2025-12-06",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_quoted_cell_may_hold_line_ends_quotes_and_the_delimiter(delimiter: str) -> None:
    first, second = read(
        f'title{delimiter}text\nOne{delimiter}"He said ""no"":{delimiter} \n\nand went.\r\n"\n'
        f"Two{delimiter}It is open\n"
    )
    assert isinstance(first, IncomingText)
    assert first.text == f'He said "no":{delimiter} \n\nand went.\r\n'
    assert first.name == "feed.csv, line 5"
    assert second == IncomingText(
        "feed.csv, line 6", "It is open", metadata=DocumentMetadata(title="Two")
    )


def test_columns_are_known_in_any_case_and_order_and_others_are_left_out() -> None:
    (found,) = read("\ufeffColour, TEXT ,Outlet\nred,It is open,Herald\n")
    assert found == IncomingText(
        "feed.csv, line 2", "It is open", metadata=DocumentMetadata(outlet="Herald")
    )


def test_one_column_is_enough() -> None:
    assert read("text\nIt is open\n\nSo is the bridge") == [
        IncomingText("feed.csv, line 2", "It is open"),
        IncomingText("feed.csv, line 4", "So is the bridge"),
    ]


def test_a_row_with_the_wrong_number_of_cells_is_named_and_the_others_come_in() -> None:
    assert read("title,text\nOne,It is open\nTwo\nThree,a,b\nFour,So is the bridge\n") == [
        IncomingText("feed.csv, line 2", "It is open", metadata=DocumentMetadata(title="One")),
        Unreadable("feed.csv, line 3", "It has 1 cells, the header 2."),
        Unreadable("feed.csv, line 4", "It has 3 cells, the header 2."),
        IncomingText(
            "feed.csv, line 5", "So is the bridge", metadata=DocumentMetadata(title="Four")
        ),
    ]


def test_a_row_with_a_wrong_field_is_named_and_the_others_come_in() -> None:
    bad, good = read("text,date\nIt is open,soon\nSo is the bridge,2025\n")
    assert bad == Unreadable(
        "feed.csv, line 2", "“soon” is not a date. Write it as 2025-12-06, 2025-12 or 2025."
    )
    assert isinstance(good, IncomingText)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("title,body", "title, body"),
        ("title;body;", "title, body, "),
        ("It is open.", "it is open."),
    ],
)
def test_a_table_without_a_column_of_texts_says_what_it_has(header: str, named: str) -> None:
    (found,) = read(f"{header}\nOne,It is open\n")
    assert found == Unreadable(
        "feed.csv", f"Its first line has no column “text”. It has: {named.strip()}."
    )


def test_what_a_header_says_is_cleaned_and_cut_before_it_is_repeated() -> None:
    (found,) = imports.read("feed.csv", ("body\x00\n" + "x").encode("utf-16"))
    assert found == Unreadable("feed.csv", "Its first line has no column “text”. It has: body.")
    (found,) = read("x" * 5_000)
    assert isinstance(found, Unreadable)
    assert len(found.reason) < 300


def test_a_header_alone_is_named_as_a_table_without_rows() -> None:
    assert read("text,title\n") == [Unreadable("feed.csv", "It has no row under its first line.")]


def test_a_quote_that_is_never_closed_is_named_and_what_came_before_it_stays() -> None:
    good, bad = read('text\nIt is open\n"So is the bridge\nand the road\n')
    assert good == IncomingText("feed.csv, line 2", "It is open")
    assert bad == Unreadable(
        "feed.csv, line 3",
        "The lines from here on were not read: a quotation mark opens here that nothing closes."
        " Close it, or double it.",
    )


def test_a_cell_that_was_escaped_for_spreadsheets_is_itself_again() -> None:
    (found,) = read("title,text\n'=SUM,'-40 degrees\n")
    assert found == IncomingText(
        "feed.csv, line 2", "-40 degrees", metadata=DocumentMetadata(title="=SUM")
    )


@settings(deadline=None)
@given(
    rows=st.lists(
        st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1)
        .map(lambda text: f"a{text}")
        .map(lambda text: text[::-1]),
        max_size=5,
    ),
    delimiter=st.sampled_from(",;\t"),
)
def test_any_texts_that_a_spreadsheet_wrote_come_back_whole(
    rows: list[str], delimiter: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(["title", "text"])
    writer.writerows(["A title", escaped(row)] for row in rows)
    found = read(written.getvalue())
    assert [text.text for text in found if isinstance(text, IncomingText)] == rows
