"""A table is read row by row, and one that holds too much is refused with the limit."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from annotator import imports
from annotator.errors import BadInput
from annotator.imports import jsonl, known_answers, label_distances
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.imports.limits import MOST_CELLS, MOST_LINE_CHARACTERS, MOST_ROWS
from annotator.imports.long_table import read as long_table
from annotator.imports.questions import NO_ANSWERS

if TYPE_CHECKING:
    from pathlib import Path

SPLIT = "Remove empty rows, or split it into several files."


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_table_may_end_its_lines_in_any_way(end: bytes) -> None:
    found = list(imports.read("feed.csv", end.join((b"text", b"One.", b"", b'"Two,\rlines"'))))
    assert [one.text for one in found if isinstance(one, IncomingText)] == ["One.", "Two,\rlines"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("row", [b"", b","])
def test_a_table_of_too_many_rows_is_refused_with_the_limit(end: bytes, row: bytes) -> None:
    data = b"text,title" + end + (row + end) * MOST_ROWS
    assert _refusal(data) == f"It has more than 200,000 rows. {SPLIT}"


def test_a_table_of_as_many_rows_as_it_may_have_is_read() -> None:
    data = b"text\n" + b"One.\n" * (MOST_ROWS - 1)
    assert sum(isinstance(one, IncomingText) for one in imports.read("a.csv", data)) == 199_999


def test_two_million_empty_rows_take_no_more_memory_than_the_file() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "rows" in _refusal(b"text,title\n" + b",\n" * 2_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_row_of_too_many_cells_is_refused_with_its_line() -> None:
    assert _refusal(b"text\nOne.\n" + b"," * 1_000) == (
        "Line 3: a row has 1,001 cells; it may have 1,000. Check the separators and quotation"
        " marks."
    )


@pytest.mark.parametrize("cells", [b"," * 1_100_000, b'"a\n",' * 1_100_000])
def test_a_row_is_refused_before_it_is_in_memory(cells: bytes) -> None:
    assert "a row has more than 1,000,000 cells; it may have 1,000" in _refusal(b"text\n" + cells)


def test_a_table_of_too_many_cells_is_refused() -> None:
    rows = MOST_CELLS // 1_000 + 1
    assert _refusal(b"text\n" + (b"," * 999 + b"\n") * rows) == (
        "It has more than 10,000,000 cells. Remove columns that you do not need, or split it into"
        " several files."
    )


def test_json_lines_have_the_same_limit_of_rows() -> None:
    with pytest.raises(BadInput, match="more than 200,000 rows"):
        list(jsonl.read("feed.jsonl", b"{}\n" * MOST_ROWS + b"{}", NO_ANSWERS))


def test_a_line_of_json_that_is_too_long_is_named_and_the_others_come_in() -> None:
    long = b"[" + b"[]," * (MOST_LINE_CHARACTERS // 3) + b"[]]"
    bad, good = imports.read("feed.jsonl", long + b'\n{"text": "One."}')
    assert bad == Unreadable(
        "feed.jsonl, line 1",
        "It has 16,000,003 characters; a line may have 16,000,000. Cut its text into parts.",
    )
    assert isinstance(good, IncomingText)


@pytest.mark.parametrize("reader", [known_answers.read, label_distances.read])
@pytest.mark.parametrize(
    "data", [b"a\r\r\r", b"\r\r\r", b'"a"x,b\rc', b'claim_id"\r"', b"label\rother\rdistance"]
)
def test_a_broken_first_line_is_an_error_in_words(reader: object, data: bytes) -> None:
    with pytest.raises(BadInput):
        reader(data)  # type: ignore[operator]


@pytest.mark.parametrize("data", [b'"item_id"x,label\r1,2\r', b'"item_id"x,label\n'])
def test_a_long_table_with_a_broken_first_line_is_an_error_in_words(
    data: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "labels.csv"
    file.write_bytes(data)
    with pytest.raises(BadInput, match="line 1"):
        list(long_table(file))


def _refusal(data: bytes) -> str:
    (found,) = imports.read("feed.csv", data)
    assert isinstance(found, Unreadable)
    return found.reason
