"""Previews of imports: the texts that a person confirms, and as what the worker keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from annotator.imports import prepared
from annotator.imports.edits import EDITED, Edit, LeftOut, ShownText, confirmed, shown
from annotator.imports.incoming import IncomingText
from annotator.imports.preview import sha256_of
from annotator.models import Document, ImportEdit, ImportFile, PreparedChunk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.imports.incoming import Incoming
    from annotator.imports.options import ImportOptions

#: Texts on one page of a preview.
PAGE = 50
#: Characters of a text that a page shows.
OPENING = 200
#: Chunks that are read at once: many hold a single text.
CHUNKS = 60


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A text of a preview, the text `number` of a file; `position` is its place in the import.

    `repeats` is the place of an earlier text of the import with the same words, 0 where a document
    has them: `document_id`, unless it is hidden.
    """

    file_id: int
    number: int
    position: int
    name: str
    opening: str
    shown: ShownText
    repeats: int | None
    document_id: int | None = None

    @property
    def key(self) -> str:
        """Return what names the row in a form."""
        return f"{self.file_id}.{self.number}"


@dataclass(frozen=True, slots=True)
class PreviewRows:
    """One page of a preview; the next one begins after `after`, None for the last page."""

    rows: tuple[PreviewRow, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class _PlacedText:
    """A text with the chunk that holds it."""

    chunk: PreparedChunk
    index: int
    text: Incoming
    address: str | None

    @property
    def key(self) -> tuple[int, int]:
        """Return its file and its number there."""
        return self.chunk.import_file_id or 0, self.chunk.number + self.index

    @property
    def position(self) -> int:
        """Return its place in the import."""
        return self.chunk.start + self.index


def rows_after(
    session: Session, batch_id: int, options: ImportOptions, after: int, most: int = PAGE
) -> PreviewRows:
    """Return the texts that follow the first `after` of an import; the unreadable are left out."""
    found: list[_PlacedText] = []
    for one in _texts_from(session, batch_id, after):
        if isinstance(one.text, IncomingText):
            found.append(one)
        if len(found) > most:
            break
    rows = _rows(session, found[:most], options)
    return PreviewRows(tuple(rows), found[most - 1].position if len(found) > most else None)


def rows_with(
    session: Session, batch_id: int, options: ImportOptions, keys: Sequence[tuple[int, int]]
) -> dict[str, PreviewRow]:
    """Return these texts of an import by the key of their row; unknown keys have none."""
    numbers: dict[int, set[int]] = {}
    for file_id, number in keys:
        numbers.setdefault(file_id, set()).add(number)
    chunks = session.execute(
        select(PreparedChunk, ImportFile.url)
        .join(ImportFile, ImportFile.id == PreparedChunk.import_file_id)
        .where(PreparedChunk.import_batch_id == batch_id, ImportFile.id.in_(numbers))
        .order_by(PreparedChunk.start)
    )
    found = []
    for chunk, address in chunks:
        last = chunk.number + chunk.size
        wanted = [n for n in numbers[chunk.import_file_id or 0] if chunk.number <= n < last]
        texts = prepared.read(chunk.content) if wanted else []
        for number in sorted(wanted):
            index = number - chunk.number
            found.append(_PlacedText(chunk, index, texts[index], address))
    return {row.key: row for row in _rows(session, found, options)}


def texts_after(
    session: Session, batch_id: int, kept: int, options: ImportOptions
) -> list[Incoming | LeftOut]:
    """Return texts that follow the first `kept` of an import, those of one chunk, as a person
    confirmed them.
    """
    chunk, address = session.execute(
        _chunks(batch_id, PreparedChunk.start <= kept + 1)
        .order_by(PreparedChunk.start.desc())
        .limit(1)
    ).one()
    placed = [
        _PlacedText(chunk, index, text, address)
        for index, text in enumerate(prepared.read(chunk.content))
    ]
    placed = placed[kept + 1 - chunk.start :]
    edits = _edits(session, [one.key for one in placed])
    repeats = _repeats(chunk)
    left_out = set(_left_out(session, batch_id)) if any(repeats.values()) else set()
    found: list[Incoming | LeftOut] = []
    for one in placed:
        edit = edits.get(one.key, Edit())
        if not edit.ticked or repeats.get(one.index) in left_out:
            found.append(LeftOut(one.text.name))
        elif isinstance(one.text, IncomingText):
            found.append(confirmed(one.text, options, one.address, edit))
        else:
            found.append(one.text)
    return found


def left_out_count(session: Session, batch_id: int) -> int:
    """Return how many texts of a preview a person left out that would become documents."""
    return sum(1 for _position in _left_out(session, batch_id))


def _left_out(session: Session, batch_id: int) -> Iterator[int]:
    """Yield the places of texts that a person left out, but for duplicates."""
    first = PreparedChunk.number
    rows = session.execute(
        select(PreparedChunk.start, first, PreparedChunk.repeats, ImportEdit.number.label("at"))
        .join(ImportEdit, ImportEdit.import_file_id == PreparedChunk.import_file_id)
        .where(
            PreparedChunk.import_batch_id == batch_id,
            ~ImportEdit.ticked,
            ImportEdit.number >= first,
            ImportEdit.number < first + PreparedChunk.size,
        )
    )
    for row in rows:
        index = row.at - row.number
        if str(index) not in json.loads(row.repeats):
            yield row.start + index


def _texts_from(session: Session, batch_id: int, after: int) -> Iterator[_PlacedText]:
    """Yield the texts that follow the first `after` of an import; memory holds a few chunks."""
    start = session.scalar(
        select(func.max(PreparedChunk.start)).where(
            PreparedChunk.import_batch_id == batch_id, PreparedChunk.start <= after + 1
        )
    )
    while start is not None:
        chunks = session.execute(
            _chunks(batch_id, PreparedChunk.start >= start)
            .order_by(PreparedChunk.start)
            .limit(CHUNKS)
        ).all()
        for chunk, address in chunks:
            for index, text in enumerate(prepared.read(chunk.content)):
                if chunk.start + index > after:
                    yield _PlacedText(chunk, index, text, address)
        start = chunks[-1][0].start + 1 if len(chunks) == CHUNKS else None


def _chunks(batch_id: int, where: ColumnElement[bool]) -> Any:
    return (
        select(PreparedChunk, ImportFile.url)
        .outerjoin(ImportFile, ImportFile.id == PreparedChunk.import_file_id)
        .where(PreparedChunk.import_batch_id == batch_id, where)
    )


def _rows(
    session: Session, found: Sequence[_PlacedText], options: ImportOptions
) -> list[PreviewRow]:
    edits = _edits(session, [one.key for one in found])
    texts = [(one, one.text) for one in found if isinstance(one.text, IncomingText)]
    here = _documents(session, [text for one, text in texts if 0 in _repeats(one.chunk).values()])
    return [
        PreviewRow(
            *one.key,
            position=one.position,
            name=text.name,
            opening=" ".join(text.text[: 2 * OPENING].split())[:OPENING],
            shown=shown(text, options, one.address, edits.get(one.key, Edit())),
            repeats=_repeats(one.chunk).get(one.index),
            document_id=here.get(sha256_of(text)),
        )
        for one, text in texts
    ]


def _repeats(chunk: PreparedChunk) -> dict[int, int]:
    return {int(index): first for index, first in json.loads(chunk.repeats).items()}


def _documents(session: Session, texts: Iterable[IncomingText]) -> dict[str, int]:
    """Return the visible documents that have these words, by SHA-256."""
    hashes = [sha256_of(text) for text in texts]
    if not hashes:
        return {}
    rows = session.execute(select(Document.sha256, Document.id).where(Document.sha256.in_(hashes)))
    return {row.sha256: row.id for row in rows}


def _edits(session: Session, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Edit]:
    files = {file_id for file_id, _number in keys}
    numbers = [number for _file_id, number in keys]
    if not keys:
        return {}
    rows = session.scalars(
        select(ImportEdit).where(
            ImportEdit.import_file_id.in_(files),
            ImportEdit.number.between(min(numbers), max(numbers)),
        )
    )
    return {
        (row.import_file_id, row.number): Edit(
            {name: value for name in EDITED if (value := getattr(row, name)) is not None},
            row.ticked,
        )
        for row in rows
    }
