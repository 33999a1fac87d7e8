"""No cell runs, and each comes back as it was."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.spreadsheets import escaped, unescaped

STARTS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(start: str) -> None:
    cell = start + "HYPERLINK(1)"
    assert escaped(cell) == "'" + cell
    assert unescaped("'" + cell) == cell


@pytest.mark.parametrize("cell", ["", "a", " =1", "1-2", "a; =1", '"=1"', "’tis", "harbour's"])
def test_other_cells_are_written_as_they_are(cell: str) -> None:
    assert escaped(cell) == cell


@pytest.mark.parametrize("cell", ["'tis the harbour", "'", "=1", ""])
def test_a_cell_that_we_did_not_escape_is_read_as_it_is(cell: str) -> None:
    assert unescaped(cell) == cell


def test_a_quote_mark_is_escaped_by_another() -> None:
    assert escaped("'tis") == "''tis"
    assert unescaped("''tis") == "'tis"


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("cell", ["a;=1", "a\t=1", "a\n=1", "a\r\n=1", '9,"a;=1', 'a;"=1"', "\n@x"])
def test_no_cell_comes_to_life_for_a_reader_with_another_separator(
    separator: str, cell: str
) -> None:
    line = io.StringIO()
    csv.writer(line).writerow([1, escaped(cell), "z"])
    for field in _fields_without_quoting(line.getvalue(), separator):
        assert not field.strip('"').startswith(tuple(STARTS)), field
    assert unescaped(escaped(cell)) == cell


def _fields_without_quoting(text: str, separator: str) -> list[str]:
    """Every place where a cell may begin, for a reader that saw no quotation mark open."""
    return re.split(f"[{separator}\r\n]", text)


@settings(deadline=None)
@given(st.text(), st.lists(st.sampled_from(["'", ";", "\n", '"', *STARTS])).map("".join))
def test_any_cell_comes_back_as_it_was_and_never_runs(rest: str, start: str) -> None:
    cell = start + rest
    assert unescaped(escaped(cell)) == cell
    assert not escaped(cell).startswith(tuple(STARTS))
    assert not re.search(r"[;\t\n\r][=+\-@＝＋－＠]", escaped(cell))
    assert unescaped(unescaped(escaped(escaped(cell)))) == cell
