"""The texts that `extract` is given: whole text files, and the lines of .jsonl files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.cleaning import clean
from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.jobs.printing import GivenText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def texts_in(files: Iterable[Path]) -> Iterator[GivenText]:
    """Yield the texts of the files in their order, read one at a time.

    Raises BadInput, naming file and line, at the first that cannot be read.
    """
    for file in files:
        if file.suffix.lower() == ".jsonl":
            yield from _rows(file)
        else:
            data = file.read_bytes()
            yield GivenText(file.stem, clean(_words(str(file), data)), len(data))


def _rows(file: Path) -> Iterator[GivenText]:
    empty = True
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                empty = False
                yield _row(f"{file}, line {number}", line)
    if empty:
        raise BadInput(f"{file}: It is empty.")


def _row(where: str, line: bytes) -> GivenText:
    try:
        row = json.loads(_words(where, line))
        return GivenText(str(row["doc_id"]), clean(row["text"]), len(line))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f"{where}: it needs “doc_id” and “text” ({error}).") from error


def _words(where: str, data: bytes) -> str:
    try:
        return decoded(data)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from error
