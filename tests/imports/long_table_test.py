"""Long tables of labels, as programs and spreadsheets write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator import imports
from annotator.errors import BadInput
from annotator.imports import label_distances
from annotator.imports.incoming import IncomingText
from annotator.imports.long_table import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "labels.csv"


def test_rows_come_with_their_line_and_only_the_columns_that_are_read(file: Path) -> None:
    file.write_text("note,label,item_id,annotator_id\n,a,1,ann\n\n,,,\nx, b ,2,bob\n")
    assert [tuple(row) for row in read(file)] == [
        (2, "1", "ann", "a", "", "", "", False),
        (5, "2", "bob", "b", "", "", "", True),
    ]


def test_set_gold_and_replicate_are_read_where_they_are(file: Path) -> None:
    file.write_text("set,item_id,annotator_id,replicate,label,gold\ns,1,ann,2,a,b\n")
    (row,) = read(file)
    assert (row.set, row.gold, row.replicate) == ("s", "b", "2")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_spreadsheets_marks_and_ends_are_no_part_of_the_cells(
    file: Path, separator: str, end: str
) -> None:
    rows = [["Item_ID", "annotator_id", "label"], ["1", "ann", '"two\nlines"'], ["2", "bob", "b"]]
    text = end.join(separator.join(row) for row in rows)
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [(row.line, row.label) for row in read(file)] == [(2, "two\nlines"), (4, "b")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "its first line is empty. Name the columns there: item_id, annotator_id, label."),
        ("item_id,label\n1,a\n", "line 1: there is no column “annotator_id”. It has: item_id"),
        ("item_id,annotator_id,label,label\n", "line 1: the column “label” is there twice"),
        ("item_id,annotator_id,label\n", "there is no judgement under its first line"),
        ("item_id,annotator_id,label\n1,ann,a\n1,bob\n", "line 3: it has 2 cells"),
        ("item_id,annotator_id,label\n1,ann,a,b\n", "line 2: it has 4 cells, the first line 3"),
        ("item_id,annotator_id,label\n1,,a\n", "line 2: “annotator_id” is empty"),
        ("item_id,annotator_id,label\n ,ann,a\n", "line 2: “item_id” is empty"),
        ('item_id,annotator_id,label\n1,ann,a\n2,bob,"b\n3,a,b\n', "line 3: a quotation mark"),
        (
            'item_id,annotator_id,label\n1,"ann"x,a\n',
            "line 2: a cell goes on behind its closing quotation mark",
        ),
        ("item_id,annotator_id,label\n1,ann,\udce9\n", "line 2: it is not in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(file: Path, text: str, said: str) -> None:
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(BadInput, match=re.escape(said)) as refused:
        list(read(file))
    assert str(refused.value).startswith(str(file))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_an_import_and_are_counted_alike(file: Path, end: str) -> None:
    lines = ["item_id,annotator_id,label", '1,ann,"a\rb"', "2,ann,c", ""]
    file.write_bytes(end.join(lines).encode())
    assert [(row.item, row.label) for row in read(file)] == [("1", "a\rb"), ("2", "c")]
    imported = imports.read("labels.csv", file.read_bytes().replace(b"label", b"text"))
    assert [text.text for text in imported if isinstance(text, IncomingText)] == ["a\rb", "c"]


def test_a_carriage_return_within_a_cell_ends_the_line_and_is_named(file: Path) -> None:
    file.write_bytes(b"item_id,annotator_id,label\n1,ann,first\rhalf\n")
    with pytest.raises(BadInput, match="line 3: it has 1 cells"):
        list(read(file))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_refused_by_its_name(file: Path, encoding: str) -> None:
    file.write_bytes("item_id,annotator_id,label\n1,ann,a\n".encode(encoding))
    with pytest.raises(BadInput, match=r"it is in UTF-16\. Save it as CSV in UTF-8"):
        list(read(file))


def test_a_nul_byte_is_refused_with_its_line(file: Path) -> None:
    file.write_bytes(b"item_id,annotator_id,label\n1,ann,a\n2,ann,b\0\n")
    with pytest.raises(BadInput, match="line 3: it holds a NUL byte"):
        list(read(file))


def test_a_broken_line_deep_in_a_long_file_is_found(file: Path) -> None:
    good = "".join(f"{number},ann,a\n" for number in range(50_000))
    file.write_text(f"item_id,annotator_id,label\n{good}oh no\n{good}")
    with pytest.raises(BadInput, match="line 50002: it has 1 cells"):
        list(read(file))


def test_a_distance_holds_both_ways() -> None:
    found = label_distances.read(b"label,other,distance\na,b,0.5\n")
    assert found == {("a", "b"): 0.5, ("b", "a"): 0.5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label,other\na,b\n", "no column “distance”"),
        ("label,other,distance\na,b,far\n", "Line 2: “far” is no distance"),
        ("label,other,distance\na,b,nan\n", "Line 2: “nan” is no distance"),
        ("label,other,distance\na,b,-1\n", "Line 2: “-1” is no distance"),
        ('label,other,distance\na,"b"x,1\n', "The table breaks at line 2"),
    ],
)
def test_a_distance_that_is_none_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        label_distances.read(text.encode())
