"""Rows of a CSV file, one after the other, and never more of them than one import may hold."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.imports.limits import (
    MOST_CELLS,
    MOST_ROW_CELLS,
    MOST_ROW_SEPARATORS,
    MOST_ROWS,
)
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# One cell can hold a whole document.
csv.field_size_limit(64 * 1024 * 1024)
# A line ends with LF, CRLF or a CR alone, as programs of older Macs write it.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines with their ends; a list of all would take as much memory again."""
    return (found[0] for found in _LINE.finditer(text))


class Rows:
    """The rows of a text. Iterating raises csv.Error, and BadInput for a row of too many cells."""

    def __init__(self, text: str, delimiter: str = ",") -> None:
        self._delimiter, self._separators = delimiter, 0
        self._reader = csv.reader(self._lines(text), delimiter=delimiter, strict=True)

    @property
    def line(self) -> int:
        """Return the line in which the last row ended."""
        return self._reader.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._separators = 0
        return next(self._reader)

    def _lines(self, text: str) -> Iterator[str]:
        """Yield the lines to the reader, which has a whole row in memory before it gives it."""
        for line in lines_of(text):
            self._separators += line.count(self._delimiter)
            if self._separators > MOST_ROW_SEPARATORS:
                _refuse_row(self.line + 1, f"more than {MOST_ROW_SEPARATORS:,}")
            yield line


def refuse_table(rows: Rows) -> None:
    """Read all rows and keep none. Raises BadInput for more rows or cells than a table may have."""
    cells = 0
    try:
        for count, row in enumerate(rows, start=1):
            cells += len(row)
            refuse_rows(count)
            if len(row) > MOST_ROW_CELLS:
                _refuse_row(rows.line, f"{len(row):,}")
            if cells > MOST_CELLS:
                raise BadInput(
                    _(
                        "It has more than %(most)s cells. Remove columns that you do not need, or"
                        " split it into several files.",
                        most=f"{MOST_CELLS:,}",
                    )
                )
    except csv.Error:
        pass  # Who reads the rows names the line, and has those before it.


def refuse_rows(count: int) -> None:
    """Raise BadInput for more rows than a file may have."""
    if count > MOST_ROWS:
        raise BadInput(
            _(
                "It has more than %(most)s rows. Remove empty rows, or split it into several"
                " files.",
                most=f"{MOST_ROWS:,}",
            )
        )


def _refuse_row(line: int, cells: str) -> None:
    raise BadInput(
        _(
            "Line %(line)s: a row has %(cells)s cells; it may have %(most)s. Check the separators"
            " and quotation marks.",
            line=line,
            cells=cells,
            most=f"{MOST_ROW_CELLS:,}",
        )
    )


def broken_table(error: csv.Error) -> str:
    """Return what to do about a table that breaks, without the parser's own words."""
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        return "a quotation mark opens here that nothing closes. Close it, or double it."
    return "a cell goes on behind its closing quotation mark. Double the mark, or remove it."


def records(data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not empty as its line and its cells by these columns.

    Raises BadInput for a missing column, and at the line that cannot be read.
    """
    text = decoded(data)
    refuse_table(Rows(text))
    rows = Rows(text)
    try:
        header = next(rows, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise BadInput(
                _(
                    "Its first line has no column “%(value)s”. Name: %(columns)s.",
                    value=missing[0],
                    columns=", ".join(columns),
                )
            )
        for row in rows:
            if row:
                cells = dict(zip(header, row, strict=False))
                yield rows.line, {column: cells.get(column, "") for column in columns}
    except csv.Error as error:
        raise BadInput(
            _(
                "The table breaks at line %(line_num)s: %(error)s",
                line_num=rows.line,
                error=broken_table(error),
            )
        ) from error
