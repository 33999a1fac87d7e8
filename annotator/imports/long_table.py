"""Long tables of labels: a CSV file with a row for each judgement, read row by row."""

from __future__ import annotations

import codecs
import csv
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from annotator.cleaning import one_line
from annotator.errors import BadInput
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

NEEDED = ("item_id", "annotator_id", "label")
#: What else is read, where it is there.
OPTIONAL = ("set", "gold", "replicate")
EMPTY = f"its first line is empty. Name the columns there: {', '.join(NEEDED)}."


class LongRow(NamedTuple):
    """One judgement and the line that it begins in; "" for a column that is not there."""

    line: int
    item: str
    annotator: str
    label: str
    set: str
    gold: str
    replicate: str


def read(file: Path) -> Iterator[LongRow]:
    """Yield the rows of a file in UTF-8, columns parted by commas, semicolons or tabs.

    Raises BadInput that names file and line at the first one that cannot be read.
    """
    with file.open("rb") as stream:
        lines = _Lines(file, stream)
        head = next(lines, "")
        if not head.strip():
            raise BadInput(_("%(file)s: %(empty)s", file=file, empty=EMPTY))
        delimiter = max(",;\t", key=head.count)
        columns = _columns(file, head, delimiter)
        pick = _picked(file, columns)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        begin = 2
        try:
            for cells in reader:
                if any(cells):
                    yield _row(file, begin, cells, len(columns), pick)
                begin = lines.number + 1
        except csv.Error as error:
            raise BadInput(
                _(
                    "%(file)s, line %(begin)s: %(error)s",
                    file=file,
                    begin=begin,
                    error=_broken(error),
                )
            ) from error
    if begin == 2:
        raise BadInput(_("%(file)s: there is no judgement under its first line.", file=file))


def _columns(file: Path, head: str, delimiter: str) -> list[str]:
    """Return the names in the first line. Raises BadInput for one that is no line of a table."""
    try:
        return [cell.strip().lower() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error as error:
        raise BadInput(_("%(file)s, line 1: %(error)s", file=file, error=_broken(error))) from error


class _Lines:
    """The lines of a file as text; `number` is that of the last one given."""

    def __init__(self, file: Path, stream: Iterable[bytes]) -> None:
        self._file, self._stream = file, iter(stream)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self.number += 1
        if b"\0" in line:
            raise BadInput(self._holding_nul(line))
        try:
            return (line.removeprefix(codecs.BOM_UTF8) if self.number == 1 else line).decode()
        except UnicodeDecodeError as error:
            raise BadInput(
                _(
                    "%(file)s, line %(number)s: it is not in UTF-8. Save the file as CSV in UTF-8 "
                    "and try again.",
                    file=self._file,
                    number=self.number,
                )
            ) from error

    def _holding_nul(self, line: bytes) -> str:
        if self.number == 1 and line.count(0) > len(line) // 4:
            return _(
                "%(file)s: it is in UTF-16. Save it as CSV in UTF-8 and try again.", file=self._file
            )
        return _(
            "%(file)s, line %(number)s: it holds a NUL byte, so the file is damaged or no table. "
            "Export it again as CSV in UTF-8.",
            file=self._file,
            number=self.number,
        )


def _picked(file: Path, columns: list[str]) -> Callable[[list[str]], tuple[str, ...]]:
    """Take the cells that are read out of a row, which has one empty cell more at its end."""
    for name in (*NEEDED, *OPTIONAL):
        if name in NEEDED and name not in columns:
            has = one_line(", ".join(columns)[:200]) or "nothing"
            raise BadInput(
                _(
                    "%(file)s, line 1: there is no column “%(name)s”. It has: %(has)s.",
                    file=file,
                    name=name,
                    has=has,
                )
            )
        if columns.count(name) > 1:
            raise BadInput(
                _(
                    "%(file)s, line 1: the column “%(name)s” is there twice; keep one.",
                    file=file,
                    name=name,
                )
            )
    return itemgetter(
        *(columns.index(name) if name in columns else -1 for name in (*NEEDED, *OPTIONAL))
    )


def _row(
    file: Path, line: int, cells: list[str], wanted: int, pick: Callable[[list[str]], Iterable[str]]
) -> LongRow:
    if len(cells) != wanted:
        raise BadInput(
            _(
                "%(file)s, line %(line)s: it has %(cells)s cells, the first line %(wanted)s. "
                "Mend the line, or put a cell that holds a separator into quotation marks.",
                file=file,
                line=line,
                cells=len(cells),
                wanted=wanted,
            )
        )
    cells.append("")
    item, annotator, label, name, gold, replicate = map(str.strip, pick(cells))
    if not item or not annotator:
        empty = NEEDED[0] if not item else NEEDED[1]
        raise BadInput(
            _(
                "%(file)s, line %(line)s: “%(empty)s” is empty. Fill it in, or drop the line.",
                file=file,
                line=line,
                empty=empty,
            )
        )
    return LongRow(line, item, annotator, label, name, gold, replicate)


def _broken(error: csv.Error) -> str:
    """Return what to do about what the parser says."""
    said = str(error)
    if "new-line character" in said:
        return "its lines end with a carriage return alone. Save the file as CSV again."
    if "unexpected end" in said or "field larger" in said:
        return "a quotation mark opens here that nothing closes. Close it, or double it."
    return f"the table breaks here ({said}). Mend the line and try again."
