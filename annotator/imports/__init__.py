"""Files to texts; READERS lists the kinds of file.

For operations, web and cli; pure.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from annotator.cleaning import clean
from annotator.errors import BadInput
from annotator.imports import archive, html, jsonl, plain, table
from annotator.imports.incoming import Unreadable
from annotator.imports.questions import NO_ANSWERS, FileQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.imports.incoming import Incoming, Read
    from annotator.imports.questions import Answers

READERS: dict[str, Callable[[str, bytes, Answers], Iterator[Read]]] = {
    ".txt": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".csv": table.read,
}
ARCHIVE = ".zip"
SUFFIXES = (*READERS, ARCHIVE)


class FilePart(NamedTuple):
    """What can be read apart: a file, or a member of an archive; `read` yields its texts."""

    name: str
    read: Callable[[], Iterator[Read]]


def read(name: str, data: bytes, answers: Answers = NO_ANSWERS) -> Iterator[Incoming]:
    """Yield what the file gives, in order, without its questions; whatever cannot be read is
    Unreadable, never an exception.
    """
    for part in parts(name, data, answers):
        yield from (found for found in part.read() if not isinstance(found, FileQuestion))


def parts(name: str, data: bytes, answers: Answers = NO_ANSWERS) -> list[FilePart]:
    """Return what can be read apart: each member of an archive, else the file.

    Whatever cannot be read is Unreadable, never an exception.
    """
    name = clean(name)
    read_file = partial(_read_file, answers=answers)
    if not name.lower().endswith(ARCHIVE):
        return [FilePart(name, partial(read_file, name, data))]
    try:
        members = archive.parts(name, data, read_file)
    except BadInput as error:
        refused = Unreadable(name, str(error))
        return [FilePart(name, lambda: iter([refused]))]
    return [FilePart(*member) for member in members]


def _read_file(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    _, dot, ending = name.lower().rpartition(".")
    suffix = dot + ending
    if suffix == ARCHIVE:
        yield Unreadable(name, "It is an archive inside an archive. Unpack it and import that.")
        return
    reader = READERS.get(suffix)
    if reader is None:
        yield Unreadable(name, f"It is not one of {', '.join(SUFFIXES)}.")
        return
    try:
        yield from reader(name, data, answers)
    except BadInput as error:
        yield Unreadable(name, str(error))
