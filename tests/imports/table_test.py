"""CSV: a text a row, whatever stands between the cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import imports
from annotator.import_states import QuestionKind
from annotator.imports.incoming import FileNote, Incoming, IncomingText, Read, Unreadable
from annotator.imports.questions import (
    DAY_FIRST,
    MONTH_FIRST,
    NO_ANSWERS,
    Answers,
    FileAnswers,
    FileQuestion,
    header_key,
)
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


def test_columns_are_known_in_any_case_and_order_and_others_are_kept() -> None:
    (found,) = read("\ufeffColour, TEXT ,Outlet\nred,It is open,Herald\n")
    assert found == IncomingText(
        "feed.csv, line 2", "It is open", metadata=DocumentMetadata(outlet="Herald")
    )
    assert isinstance(found, IncomingText)
    assert found.other_fields == {"colour": "red"}


def test_one_column_is_enough() -> None:
    assert read("text\nIt is open\n\nSo is the bridge") == [
        IncomingText("feed.csv, line 2", "It is open"),
        IncomingText("feed.csv, line 4", "So is the bridge"),
    ]


def test_a_row_with_the_wrong_number_of_cells_is_named_and_the_others_come_in() -> None:
    assert read("title,text\nOne,It is open\nTwo\nThree,a,b\nFour,So is the bridge\n") == [
        IncomingText("feed.csv, line 2", "It is open", metadata=DocumentMetadata(title="One")),
        Unreadable("feed.csv, line 3", "It has no “text”."),
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
        ("title;body;", "title, body"),
        ("It is open.", "It is open."),
    ],
)
def test_a_table_without_a_column_of_texts_says_what_it_has(header: str, named: str) -> None:
    (found,) = read(f"{header}\nOne,It is open\n")
    assert found == Unreadable(
        "feed.csv",
        f"Its first line has no column “text”. It has: {named}. Choose its columns.",
    )


def test_what_a_header_says_is_cleaned_and_cut_before_it_is_repeated() -> None:
    (found,) = imports.read("feed.csv", ("body\x00\n" + "x").encode("utf-16"))
    assert found == Unreadable(
        "feed.csv", "Its first line has no column “text”. It has: body. Choose its columns."
    )
    (found,) = read("x" * 5_000)
    assert isinstance(found, Unreadable)
    assert len(found.reason) < 300


def test_a_header_alone_is_named_as_a_table_without_rows() -> None:
    reason = "It is empty: there is no row under its first line."
    assert read("text,title\n") == [Unreadable("feed.csv", reason)]


def test_a_quote_that_is_never_closed_is_named_and_what_came_before_it_stays() -> None:
    good, bad = read('text\nIt is open\n"So is the bridge\nand the road\n')
    assert good == IncomingText("feed.csv, line 2", "It is open")
    assert bad == Unreadable(
        "feed.csv, line 3",
        "2 lines from here on were not read: a quotation mark opens here that nothing closes."
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


def everything(data: str, answers: Answers = NO_ANSWERS, name: str = "feed.csv") -> list[Read]:
    return [one for part in imports.parts(name, data.encode(), answers) for one in part.read()]


def test_a_header_without_text_is_asked_about_with_its_first_rows_and_read_once_answered() -> None:
    data = "Body,When,Site,Topic\nIt is open,2025-12-06,Herald,sea\nIt is shut,,,\n"
    question, refused = everything(data)
    assert isinstance(question, FileQuestion)
    assert question.kind is QuestionKind.COLUMNS
    assert question.columns == ("Body", "When", "Site", "Topic")
    assert question.rows[0] == ("It is open", "2025-12-06", "Herald", "sea")
    assert question.suggested == {"text": "body", "outlet": "site"}
    assert isinstance(refused, Unreadable)
    columns = {"text": "body", "outlet": "site", "date": "when"}
    for answers in (
        Answers(files={"feed.csv": FileAnswers(columns=columns)}),
        Answers(tables={header_key(["body", "when", "site", "topic"]): columns}),
        Answers(everywhere=FileAnswers(columns={"text": "Body", "outlet": "Site", "date": "When"})),
    ):
        first, second = everything(data, answers)
        assert isinstance(first, IncomingText)
        assert (first.metadata.outlet, str(first.metadata.published)) == ("Herald", "2025-12-06")
        assert first.other_fields == {"topic": "sea"}
        assert isinstance(second, IncomingText)


def test_a_table_without_a_header_is_read_by_the_places_of_its_columns() -> None:
    answers = Answers(everywhere=FileAnswers(columns={"text": "#2", "title": "#1"}))
    found = everything("One,It is open\nTwo,It is shut\n", answers)
    assert [(one.metadata.title, one.text) for one in found if isinstance(one, IncomingText)] == [
        ("One", "It is open"),
        ("Two", "It is shut"),
    ]


def test_a_column_that_is_chosen_but_missing_is_asked_about_again() -> None:
    answers = Answers(everywhere=FileAnswers(columns={"text": "body"}))
    question, _refused = everything("text\nIt is open\n", answers)
    assert isinstance(question, FileQuestion)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("04/03/2026", "14/03/2026"), DAY_FIRST),
        (("04/03/2026", "03/14/2026"), MONTH_FIRST),
        (("04.03.2026",), DAY_FIRST),
    ],
)
def test_dates_with_two_readings_are_asked_about_once_and_their_texts_wait(
    dates: tuple[str, ...], first: str
) -> None:
    data = "text,date\n" + "".join(f"It is open {n},{one}\n" for n, one in enumerate(dates))
    *texts, question = everything(data + "Shut,05/03/2026\n")
    assert isinstance(question, FileQuestion)
    assert (question.kind, question.choices[0].value) == (QuestionKind.DATE_ORDER, first)
    assert sum(isinstance(one, Unreadable) for one in texts) == 2
    answers = Answers(files={"feed.csv": FileAnswers(day_first=True)})
    read_text = everything("text,date\nIt is open,04/03/2026\n", answers)[0]
    assert isinstance(read_text, IncomingText)
    assert str(read_text.metadata.published) == "2026-03-04"


def test_a_row_with_a_stray_quote_is_left_out_with_its_rest_and_the_others_come_in() -> None:
    found = read('text,outlet\nOne,A\n"He said "no"\n and went",B\n"Two",A\n')
    names = [(one.name, isinstance(one, IncomingText)) for one in found]
    assert names == [
        ("feed.csv, line 2", True),
        ("feed.csv, line 3", False),
        ("feed.csv, line 4", False),
        ("feed.csv, line 5", True),
    ]


def test_an_open_quote_is_named_by_its_own_line_within_a_row_of_several() -> None:
    found = read('text,title\n"One\ntwo","three\nfour\nfive\n')
    assert found == [
        Unreadable(
            "feed.csv, line 3",
            "3 lines from here on were not read: a quotation mark opens here that nothing closes."
            " Close it, or double it.",
        )
    ]


def test_rows_that_are_too_short_or_end_in_empty_cells_are_read_and_counted() -> None:
    *texts, short, long = everything("text,title\nOne\nTwo,B,,\nThree,C,,\n")
    assert [one.text for one in texts if isinstance(one, IncomingText)] == ["One", "Two", "Three"]
    assert isinstance(short, FileNote)
    assert isinstance(long, FileNote)
    assert short.words.startswith("1 row is shorter than the header")
    assert long.words.startswith("2 rows are longer than the header")


@pytest.mark.parametrize(("name", "sign"), [("a.tsv", "\t"), ("a.csv", "|"), ("a.csv", "\t")])
def test_other_signs_and_endings_are_tables_too(name: str, sign: str) -> None:
    found = everything(f"text{sign}outlet\nIt is open, today{sign}Herald\n", name=name)
    assert isinstance(found[0], IncomingText)
    assert (found[0].text, found[0].metadata.outlet) == ("It is open, today", "Herald")


def test_a_line_that_names_the_sign_between_cells_is_obeyed_and_counted() -> None:
    (found,) = read("sep=;\ntext;outlet\nIt is open;A,B\n")
    assert isinstance(found, IncomingText)
    assert (found.name, found.metadata.outlet) == ("feed.csv, line 3", "A,B")
