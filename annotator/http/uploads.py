"""Uploads: the files of a request go into the database chunk by chunk, and no writer waits long."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from annotator.http.transaction import alone
from annotator.operations.corpus.uploads import UploadedChunk, add_chunks
from annotator.storage.chunks import compressed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from werkzeug.datastructures import FileStorage

#: Bytes in one chunk, and in the chunks of one transaction; a file of a folder may be small.
CHUNK = 256 * 1024
#: Chunks in one transaction.
MOST_CHUNKS = 50


def store(batch_id: int, files: Sequence[FileStorage]) -> None:
    """Store the files of an import, each few chunks in their own transaction."""
    for some in _bounded(_chunks(files)):
        alone(partial(add_chunks, batch_id=batch_id, chunks=some))


def _bounded(chunks: Iterator[UploadedChunk]) -> Iterator[list[UploadedChunk]]:
    some: list[UploadedChunk] = []
    size = 0
    for chunk in chunks:
        some.append(chunk)
        size += len(chunk.content)
        if size >= CHUNK or len(some) == MOST_CHUNKS:
            yield some
            some, size = [], 0
    if some:
        yield some


def _chunks(files: Sequence[FileStorage]) -> Iterator[UploadedChunk]:
    for position, file in enumerate(files):
        size = file.stream.seek(0, os.SEEK_END)
        file.stream.seek(0)
        for number in range(max(1, -(-size // CHUNK))):
            content = compressed(file.stream.read(CHUNK))
            name = str(file.filename)
            yield UploadedChunk(position, name, size, number, content)
