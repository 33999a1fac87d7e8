"""Extractions as lines of JSON: texts in, a line for each, in their order.

Many texts go to several processes, in batches; a few are read in this one, since a process needs
longer to start than to read them. Either way memory holds a few batches, never all texts.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from annotator import text
from annotator.errors import BadInput
from annotator.jobs import pool
from annotator.text.assembly.contract import contract

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

#: Characters that one process reads sooner than a second one has started.
FEW = 200_000
#: Characters a batch: a second or less of work, and little of it spent on passing it on.
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class GivenText:
    """One text with its document's id; `size` is how many bytes of the input it was."""

    name: str
    words: str
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How texts are read, and whether their lines explain what was found."""

    language: str
    finely: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One document's JSON in UTF-8, with the line end; `size` as the text had it.

    `shortfall` says why it was not read by rules of its language, if it was not.
    """

    json: bytes
    size: int
    shortfall: str | None


def lines(texts: Iterable[GivenText], asked: Asked, processes: int) -> Generator[Line]:
    """Yield the line of every text, in their order, by at most so many processes.

    BadInput that `texts` raises comes after the lines of all texts before it.
    """
    errors: list[BadInput] = []
    given = until_error(texts, errors)
    first = opening(given) if processes > 1 else []
    given = chain(first, given)
    if is_much(first):
        read = partial(lines_of, asked=asked)
        with closing(pool.in_order(read, batches(given), processes)) as found:
            yield from chain.from_iterable(found)
    else:
        yield from (line(one, asked) for one in given)
    for error in errors:
        raise error


def until_error(texts: Iterable[GivenText], errors: list[BadInput]) -> Iterator[GivenText]:
    """Yield the texts up to the first error, which is put into `errors`."""
    try:
        yield from texts
    except BadInput as error:
        errors.append(error)


def opening(texts: Iterator[GivenText]) -> list[GivenText]:
    """Return the first texts: as few as tell whether all of them are much, else all."""
    out: list[GivenText] = []
    for one in texts:
        out.append(one)
        if is_much(out):
            break
    return out


def is_much(texts: list[GivenText]) -> bool:
    """Return True for several texts that are worth several processes."""
    return len(texts) > 1 and sum(len(one.words) for one in texts) > FEW


def batches(texts: Iterable[GivenText]) -> Iterator[list[GivenText]]:
    """Yield the texts in batches of about the same length; a long text is a separate batch."""
    batch: list[GivenText] = []
    size = 0
    for one in texts:
        batch.append(one)
        size += len(one.words)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def lines_of(batch: list[GivenText], asked: Asked) -> list[Line]:
    """Return the lines of a batch."""
    return [line(one, asked) for one in batch]


def line(given: GivenText, asked: Asked) -> Line:
    """Return one text read and printed."""
    found = text.extract(given.words, asked.language, finely=asked.finely)
    told = contract(given.name, found, explained=asked.explained)
    printed = json.dumps(told, ensure_ascii=False)
    shortfall = text.shortfall(asked.language, found.extractor)
    return Line(printed.encode() + b"\n", given.size, shortfall)
