"""No cell runs, and each comes back as it was."""

from __future__ import annotations

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


@pytest.mark.parametrize("cell", ["", "a", " =1", "1-2", "\n=1", '"=1"', "’tis", "harbour's"])
def test_other_cells_are_written_as_they_are(cell: str) -> None:
    assert escaped(cell) == cell


@pytest.mark.parametrize("cell", ["'tis the harbour", "'", "=1", ""])
def test_a_cell_that_we_did_not_escape_is_read_as_it_is(cell: str) -> None:
    assert unescaped(cell) == cell


def test_a_quote_mark_is_escaped_by_another() -> None:
    assert escaped("'tis") == "''tis"
    assert unescaped("''tis") == "'tis"


@settings(deadline=None)
@given(st.text(), st.lists(st.sampled_from(["'", *STARTS])).map("".join))
def test_any_cell_comes_back_as_it_was_and_never_runs(rest: str, start: str) -> None:
    cell = start + rest
    assert unescaped(escaped(cell)) == cell
    assert not escaped(cell).startswith(tuple(STARTS))
    assert unescaped(unescaped(escaped(escaped(cell)))) == cell
