"""CSV: a header that names `text`, and any of the fields that `incoming.FIELDS` names."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from annotator.cleaning import one_line
from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.imports.incoming import FIELDS, Unreadable, incoming
from annotator.imports.rows import Rows, broken_table, lines_of, refuse_table
from annotator.language import _
from annotator.spreadsheets import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming
    from annotator.imports.questions import Answers


def read(name: str, data: bytes, _answers: Answers) -> Iterator[Incoming]:
    """Yield one text a row.

    Raises BadInput when the header has no column `text`, and for more rows or cells than a table
    may have.
    """
    text = decoded(data)
    header = next(lines_of(text), "")
    delimiter = max(",;\t", key=header.count)
    rows, read = Rows(text, delimiter), 0
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        if "text" not in columns:
            named = one_line(", ".join(columns)[:200])
            raise BadInput(
                _("Its first line has no column “text”. It has: %(named)s.", named=named)
            )
        refuse_table(Rows(text, delimiter))
        empty, read = True, rows.line
        for row in rows:
            read = rows.line
            if row:
                empty = False
                yield _text(f"{name}, line {read}", columns, row)
        if empty:
            yield Unreadable(name, "It has no row under its first line.")
    except csv.Error as error:
        # Where the row begins: Python names the end of the file for a quote that is not closed.
        yield Unreadable(
            _("%(name)s, line %(line_num)s", name=name, line_num=read + 1),
            f"The lines from here on were not read: {broken_table(error)}",
        )


def _text(where: str, columns: list[str], row: list[str]) -> Incoming:
    if len(row) != len(columns):
        return Unreadable(where, f"It has {len(row)} cells, the header {len(columns)}.")
    cells = {column: unescaped(cell) for column, cell in zip(columns, row, strict=True)}
    fields = {key: cells.get(key) for key in FIELDS}
    return incoming(where, cells["text"], fields, of_many=True)
