"""Questions that only a person can answer about a file, and the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping  # noqa: TC003 - the reader of options looks it up
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.import_states import QuestionKind  # noqa: TC001 - so is this

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Choices of DATE_ORDER.
DAY_FIRST, MONTH_FIRST = "day_first", "month_first"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose: the value for `Answers`, and what the file says if it is right."""

    value: str
    sample: str


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """What is not known of a file; `name` is that of the file or of the member of an archive.

    The likeliest of the `choices` comes first. Of COLUMNS, `columns` are the header, `rows` the
    first rows, and `suggested` maps fields to columns as far as their names tell. Where it is
    `required`, the texts in question are unreadable until the answer.
    """

    kind: QuestionKind
    name: str
    choices: tuple[Choice, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    suggested: Mapping[str, str] = field(default_factory=dict)
    required: bool = True


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """Answers about one file: None or nothing where no one was asked.

    `encoding` is that of the text; of an archive, that of its names. `columns` maps fields, and
    `text`, to columns of the header.
    """

    encoding: str | None = None
    day_first: bool | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers about the files of an import, by name; `everywhere` holds for the other files.

    `tables` are columns chosen in earlier imports, by `header_key`.
    """

    files: Mapping[str, FileAnswers] = field(default_factory=dict)
    everywhere: FileAnswers = field(default_factory=FileAnswers)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, name: str) -> FileAnswers:
        """Return the answers that hold for a file."""
        own, other = self.files.get(name, FileAnswers()), self.everywhere
        return FileAnswers(
            encoding=own.encoding or other.encoding,
            day_first=other.day_first if own.day_first is None else own.day_first,
            columns=own.columns or other.columns,
        )

    def columns_of(self, name: str, header: Iterable[str]) -> Mapping[str, str]:
        """Return the columns chosen for a table: for the file, or once for the same header."""
        return self.of(name).columns or self.tables.get(header_key(header), {})


#: Of files that no one was asked about.
NO_ANSWERS = Answers()


def header_key(header: Iterable[str]) -> str:
    """Return what tables with the same columns have in common."""
    return hashlib.sha256("\x1f".join(name.strip().lower() for name in header).encode()).hexdigest()
