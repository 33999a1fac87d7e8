"""Files to texts; READERS lists the kinds of file.

For operations, web and cli; pure.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from annotator.cleaning import clean
from annotator.errors import BadInput
from annotator.import_states import QuestionKind
from annotator.imports import archive, docx, feed, html, jsonl, markdown, pdf, plain, table
from annotator.imports.decoding import EncodingUnknown
from annotator.imports.incoming import FileNote, IncomingText, Unreadable
from annotator.imports.kinds import ARCHIVE, is_leftover, kind_of, left_out, suffix_of
from annotator.imports.questions import NO_ANSWERS, FileQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.imports.incoming import Incoming, Read
    from annotator.imports.questions import Answers

READERS: dict[str, Callable[[str, bytes, Answers], Iterator[Read]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".json": jsonl.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".xml": feed.read,
    ".rss": feed.read,
    ".atom": feed.read,
}
SUFFIXES = (*READERS, ARCHIVE)


class FilePart(NamedTuple):
    """What can be read apart: a file, or a member of an archive; `read` yields its texts."""

    name: str
    read: Callable[[], Iterator[Read]]


def may_be_read(name: str) -> bool:
    """Return True if a file of a folder is read, or named as skipped: others are left alone."""
    return suffix_of(name) in ("", *SUFFIXES) or is_leftover(name)


def read(name: str, data: bytes, answers: Answers = NO_ANSWERS) -> Iterator[Incoming]:
    """Yield what the file gives, in order, without its questions; whatever cannot be read is
    Unreadable, never an exception.
    """
    for part in parts(name, data, answers):
        yield from (one for one in part.read() if isinstance(one, IncomingText | Unreadable))


def parts(name: str, data: bytes, answers: Answers = NO_ANSWERS) -> list[FilePart]:
    """Return what can be read apart: each member of an archive, else the file.

    Whatever cannot be read is Unreadable, never an exception.
    """
    name = clean(name)
    if is_leftover(name):
        note = FileNote(name, left_out())
        return [FilePart(name, lambda: iter([note]))]
    read_file = partial(_read_file, answers=answers)
    try:
        if kind_of(name, data) != ARCHIVE:
            return [FilePart(name, partial(read_file, name, data))]
        members = archive.parts(name, data, read_file, answers)
    except BadInput as error:
        refused = Unreadable(name, str(error))
        return [FilePart(name, lambda: iter([refused]))]
    return [FilePart(*member) for member in members]


def _read_file(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    try:
        yield from _reader(kind_of(name, data))(name, data, answers)
    except EncodingUnknown as error:
        yield FileQuestion(QuestionKind.ENCODING, name, error.choices)
        yield Unreadable(name, str(error))
    except BadInput as error:
        yield Unreadable(name, str(error))


def _reader(kind: str) -> Callable[[str, bytes, Answers], Iterator[Read]]:
    if kind == ARCHIVE:
        raise BadInput("It is an archive inside an archive. Unpack it and import that.")
    if kind not in READERS:
        raise BadInput(f"It is not one of {', '.join(SUFFIXES)}.")
    return READERS[kind]
