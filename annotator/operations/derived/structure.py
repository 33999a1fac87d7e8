"""What all derived structures have in common: how kept rows are compared with the right ones."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

K = TypeVar("K")
V = TypeVar("V")

#: So many differences are named; more are only counted, since memory must not grow with them.
MOST_NAMED = 1_000
#: So many rows are written at once.
CHUNK = 1_000
NOTHING = "nothing"


class ComparedRow(NamedTuple, Generic[K, V]):
    """A row as it is kept and as its sources have it; None where there is no row."""

    key: K
    kept: V | None
    right: V | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row whose kept value is not the right one, in words."""

    row: str
    kept: str
    right: str


@dataclass(frozen=True, slots=True)
class VerifiedRows:
    """`count` of `rows` differ from their sources; `differences` are the first of them."""

    rows: int
    count: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class DerivedStructure:
    """Rows that can be counted again from others.

    `verify` compares the rows of a set with their sources and writes nothing. `rebuild` writes the
    rows that differ; its caller has locked the set, as `structures.rebuild_all` does.
    """

    key: str
    what: str
    verify: Callable[[Session, int], VerifiedRows]
    rebuild: Callable[[Session, int], None]


def side_by_side(kept: Mapping[K, V], right: Mapping[K, V]) -> Iterator[ComparedRow[K, V]]:
    """Yield each row that is kept or should be, in the order of their keys."""
    keys: Any = kept.keys() | right.keys()
    for key in sorted(keys):
        yield ComparedRow(key, kept.get(key), right.get(key))


def verification(rows: Iterable[ComparedRow[K, V]]) -> VerifiedRows:
    """Count the rows and those that differ; keys and values say in words what they are."""
    looked_at, count = 0, 0
    named: list[Difference] = []
    for row in rows:
        looked_at += 1
        if row.kept != row.right:
            count += 1
            if len(named) < MOST_NAMED:
                named.append(Difference(str(row.key), _words(row.kept), _words(row.right)))
    return VerifiedRows(looked_at, count, tuple(named))


def differing(rows: Iterable[ComparedRow[K, V]]) -> Iterator[list[ComparedRow[K, V]]]:
    """Yield the rows that differ, in chunks to be written at once."""
    wrong = (row for row in rows if row.kept != row.right)
    while chunk := list(itertools.islice(wrong, CHUNK)):
        yield chunk


def _words(value: object) -> str:
    return NOTHING if value is None else str(value)
