"""Tables: a text a row, with its fields by the names in the header, or by a person's choice."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.imports.fields import ROWS_SHOWN, FieldReader, columns_question, has_text
from annotator.imports.incoming import FileNote, Unreadable
from annotator.imports.rows import Rows, broken_table, lines_of, opening_quote, refuse_table
from annotator.language import _, ngettext
from annotator.spreadsheets import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotator.imports.incoming import Incoming, Read
    from annotator.imports.questions import Answers

DELIMITERS = ",;\t|"
#: Names a column by its place, from 1: the table has no header then.
PLACE = "#"


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield one text a row, and the question for its columns where no header names `text`.

    Raises BadInput for more rows or cells than a table may have.
    """
    text = decoded(data, answers.of(name).encoding)
    begin, delimiter = _form(text)
    header = _header(text, delimiter, begin)
    columns = [column.strip().lower() for column in header]
    chosen = {field: one.lower() for field, one in answers.columns_of(name, columns).items()}
    missing = [one for one in chosen.values() if one not in columns and one[:1] != PLACE]
    if missing or not (chosen or has_text(columns)):
        yield from _unknown(name, header, islice(_rows(text, delimiter, begin), 1, 1 + ROWS_SHOWN))
        return
    if any(one.startswith(PLACE) for one in chosen.values()):
        columns, has_header = [f"{PLACE}{n}" for n in range(1, 1 + len(columns))], False
    else:
        has_header = True
    refuse_table(Rows(text, delimiter, begin))
    reader = FieldReader(name, answers, chosen)
    yield from _texts(name, Rows(text, delimiter, begin), columns, reader, has_header=has_header)
    yield from reader.questions()


def _form(text: str) -> tuple[int, str]:
    """Return how many lines come before the header, and what stands between cells.

    Spreadsheets write a line `sep=;` for others of their kind.
    """
    first = next(lines_of(text), "")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) <= 5:
        return 1, named[4:] or "\t"
    # Outside of quotes, where a sign is a part of a name.
    bare = "".join(part for n, part in enumerate(first.split('"')) if n % 2 == 0)
    return 0, max(DELIMITERS, key=bare.count)


def _header(text: str, delimiter: str, begin: int) -> list[str]:
    try:
        return next(Rows(text, delimiter, begin), [])
    except csv.Error as error:
        raise BadInput(_("Line %(n)s: %(why)s", n=begin + 1, why=broken_table(error))) from error


def _rows(text: str, delimiter: str, begin: int) -> Iterator[list[str]]:
    return (row for row in Rows(text, delimiter, begin).each() if isinstance(row, list) and row)


def _unknown(name: str, header: list[str], rows: Iterator[list[str]]) -> Iterator[Read]:
    question = columns_question(name, header, rows)
    yield question
    named = ", ".join(filter(None, question.columns))[:200]
    yield Unreadable(
        name,
        _(
            "Its first line has no column “text”. It has: %(named)s. Choose its columns.",
            named=named,
        ),
    )


def _texts(
    name: str, rows: Rows, columns: list[str], reader: FieldReader, *, has_header: bool
) -> Iterator[Read]:
    ragged = {"short": 0, "long": 0}
    empty, read, broken = True, 0, False
    found = rows.each()
    if has_header:
        next(found, None)
        read = rows.line
    for row in found:
        begin, read = read + 1, rows.line
        where = _("%(name)s, line %(line_num)s", name=name, line_num=read)
        if isinstance(row, csv.Error) or (broken and rows.quotes % 2):
            # After a broken row, one with half a quotation is its rest, not a text.
            empty, broken = False, True
            yield _broken(name, row, rows, begin)
            continue
        if row:
            empty, broken = False, False
            yield _text(where, columns, row, reader, ragged)
    if empty:
        yield Unreadable(name, "It is empty: there is no row under its first line.")
    yield from _notes(name, ragged)


def _text(
    where: str, columns: list[str], row: list[str], reader: FieldReader, ragged: dict[str, int]
) -> Incoming:
    extra = [cell for cell in row[len(columns) :] if cell.strip()]
    if extra:
        return Unreadable(where, f"It has {len(row)} cells, the header {len(columns)}.")
    ragged["long"] += len(row) > len(columns)
    ragged["short"] += len(row) < len(columns)
    cells: Mapping[str, object] = {
        column: unescaped(cell) for column, cell in zip(columns, row, strict=False)
    }
    return reader.text(where, cells)


def _broken(name: str, row: list[str] | csv.Error, rows: Rows, begin: int) -> Unreadable:
    if isinstance(row, csv.Error) and rows.ended_in_quotes:
        line = begin + opening_quote(rows.raw, rows.delimiter)
        left = rows.line - line + 1
        return Unreadable(
            _("%(name)s, line %(line_num)s", name=name, line_num=line),
            ngettext(
                "%(count)s line from here on was not read: %(why)s",
                "%(count)s lines from here on were not read: %(why)s",
                left,
                why=broken_table(row),
            ),
        )
    why = row if isinstance(row, csv.Error) else csv.Error("expected after")
    return Unreadable(
        _("%(name)s, line %(line_num)s", name=name, line_num=begin),
        _("The row was left out: %(why)s", why=broken_table(why)),
    )


def _notes(name: str, ragged: Mapping[str, int]) -> Iterator[FileNote]:
    if count := ragged["short"]:
        yield FileNote(
            name,
            ngettext(
                "%(count)s row is shorter than the header: its last cells are empty.",
                "%(count)s rows are shorter than the header: their last cells are empty.",
                count,
            ),
        )
    if count := ragged["long"]:
        yield FileNote(
            name,
            ngettext(
                "%(count)s row is longer than the header: its last cells are empty and left out.",
                "%(count)s rows are longer than the header: their last cells are empty and left"
                " out.",
                count,
            ),
        )
