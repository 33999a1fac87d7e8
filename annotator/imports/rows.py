"""Rows of a CSV file, one after the other, and never more of them than one import may hold."""

from __future__ import annotations

import csv
import re
from itertools import islice
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
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)?+")


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines with their ends; a list of all would take as much memory again."""
    return (line for found in _LINE.finditer(text) if (line := found[0]))


class Rows:
    """The rows of a text. Iterating raises csv.Error, and BadInput for a row of too many cells.

    The first `begin` lines are left out, and counted. `raw` are the lines of the last row.
    """

    def __init__(self, text: str, delimiter: str = ",", begin: int = 0) -> None:
        self.delimiter, self._separators, self._begin = delimiter, 0, begin
        self.raw: list[str] = []
        self._reader = csv.reader(self._lines(text), delimiter=delimiter, strict=True)
        self.ended_in_quotes = False

    @property
    def line(self) -> int:
        """Return the line in which the last row ended."""
        return self._begin + self._reader.line_num

    @property
    def quotes(self) -> int:
        """Return how many quotation marks the last row has."""
        return sum(line.count('"') for line in self.raw)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._separators = 0
        self.raw = []
        return next(self._reader)

    def each(self) -> Iterator[list[str] | csv.Error]:
        """Yield all rows, and the error in place of one that breaks."""
        while True:
            try:
                yield next(self)
            except StopIteration:
                return
            except csv.Error as error:
                self.ended_in_quotes = "unexpected end" in str(error)
                yield error

    def _lines(self, text: str) -> Iterator[str]:
        """Yield the lines to the reader, which has a whole row in memory before it gives it."""
        for line in islice(lines_of(text), self._begin, None):
            self._separators += line.count(self.delimiter)
            if self._separators > MOST_ROW_SEPARATORS:
                _refuse_row(self.line + 1, f"more than {MOST_ROW_SEPARATORS:,}")
            self.raw.append(line)
            yield line


def opening_quote(lines: list[str], delimiter: str) -> int:
    """Return in which of the lines, from 0, the quotation mark opens that nothing closes."""
    opened, inside, begins = 0, False, True
    for number, line in enumerate(lines):
        for character in line:
            if character == '"' and (inside or begins):
                inside = not inside
                opened = number if inside and begins else opened
                begins = False
            elif not inside:
                begins = character == delimiter or character in "\r\n"
    return opened


def refuse_table(rows: Rows) -> None:
    """Read all rows and keep none. Raises BadInput for more rows or cells than a table may have."""
    cells = 0
    for count, row in enumerate(rows.each(), start=1):
        refuse_rows(count)
        if isinstance(row, csv.Error):
            continue  # Who reads the rows names the line, and has the others.
        cells += len(row)
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
