"""Importing from paths: files, folders and archives, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.imports import may_be_read, prepared
from annotator.imports.incoming import Unreadable
from annotator.imports.limits import MEGABYTE
from annotator.imports.part_reader import PartReader
from annotator.imports.preview import PreviewBuilder
from annotator.jobs.preparing import chunks_of, counted, refused
from annotator.operations.corpus.previews import add_prepared, end_preview
from annotator.queries.corpus.uploads import waiting_import

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.imports.prepared import Chunk
    from annotator.imports.questions import Answers
    from annotator.storage.database import Database

MOST_BYTES = 256 * MEGABYTE


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named that can be read, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inner for inner in path.rglob("*") if inner.is_file() and may_be_read(inner.name)
            )
        else:
            found.append(path)
    return found


def prepare_files(database: Database, batch_id: int, files: Iterable[Path]) -> Iterator[Unreadable]:
    """Read files for an import, and yield what cannot be read; then the import has its preview.

    Raises BadInput for more texts than an import may have.
    """
    with database.reading() as session:
        options = waiting_import(session, batch_id).options
    builder, reader = PreviewBuilder(options), PartReader()
    for file in files:
        size, chunks = _chunks(file, reader, options.answers)
        builder.begin_file(file.name, size)
        for texts in counted(database, builder, chunks):
            with database.writing() as session:
                add_prepared(session, batch_id=batch_id, texts=texts)
                session.commit()
            found = prepared.read(texts.chunk.content)
            yield from (text for text in found if isinstance(text, Unreadable))
    with database.writing() as session:
        end_preview(session, batch_id=batch_id, preview=builder.preview(), offered=builder.offered)
        session.commit()


def _chunks(file: Path, reader: PartReader, answers: Answers) -> tuple[int, Iterator[Chunk]]:
    """Return the size of a file in bytes, and its texts."""
    try:
        data = _content(file)
    except BadInput as error:
        return 0, refused(str(file), error)
    return len(data), chunks_of(reader, file.name, data, answers)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"It is larger than {MOST_BYTES // MEGABYTE} MB. Split it.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"It could not be opened ({error.strerror}).") from error
