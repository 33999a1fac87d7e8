"""Long tables of labels: a CSV file with a row for each judgement, read row by row."""

from __future__ import annotations

import csv
import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from annotator.cleaning import one_line
from annotator.errors import BadInput
from annotator.imports.rows import broken_table
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

NEEDED = ("item_id", "annotator_id", "label")
#: What else is read, where it is there.
OPTIONAL = ("set", "gold", "replicate")
#: Bytes that are not UTF-8, as they are decoded.
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
EMPTY = f"its first line is empty. Name the columns there: {', '.join(NEEDED)}."


class LongRow(NamedTuple):
    """One judgement and the line that it begins in; "" for a column that is not there.

    `trimmed` says that blanks around one of the cells were removed.
    """

    line: int
    item: str
    annotator: str
    label: str
    set: str
    gold: str
    replicate: str
    trimmed: bool


def read(file: Path) -> Iterator[LongRow]:
    """Yield the rows of a file in UTF-8, columns parted by commas, semicolons or tabs.

    Raises BadInput that names file and line at the first one that cannot be read.
    """
    # The ends of lines as an import reads them: LF, CRLF or CR. Other bytes than UTF-8 are named
    # with their line.
    with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
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
                    error=broken_table(error),
                )
            ) from error
    if begin == 2:
        raise BadInput(_("%(file)s: there is no judgement under its first line.", file=file))


def _columns(file: Path, head: str, delimiter: str) -> list[str]:
    """Return the names in the first line. Raises BadInput for one that is no line of a table."""
    try:
        return [cell.strip().lower() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error as error:
        raise BadInput(
            _("%(file)s, line 1: %(error)s", file=file, error=broken_table(error))
        ) from error


class _Lines:
    """The lines of a file as text; `number` is that of the last one given."""

    def __init__(self, file: Path, stream: Iterable[str]) -> None:
        self._file, self._stream = file, iter(stream)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self.number += 1
        if "\0" in line:
            raise BadInput(self._holding_nul(line))
        if not line.isascii() and _NO_UTF_8.search(line):
            raise BadInput(
                _(
                    "%(file)s, line %(number)s: it is not in UTF-8. Save the file as CSV in UTF-8 "
                    "and try again.",
                    file=self._file,
                    number=self.number,
                )
            )
        return line.removeprefix("\ufeff") if self.number == 1 else line

    def _holding_nul(self, line: str) -> str:
        if self.number == 1 and line.count("\0") > len(line) // 4:
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
    file: Path,
    line: int,
    cells: list[str],
    wanted: int,
    pick: Callable[[list[str]], tuple[str, ...]],
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
    picked = pick(cells)
    item, annotator, label, name, gold, replicate = kept = tuple(map(str.strip, picked))
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
    return LongRow(line, item, annotator, label, name, gold, replicate, kept != picked)
