"""Keyset paging: rows in the order of a unique key, a page or a chunk at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

Ts = TypeVarTuple("Ts")


def following(
    session: Session,
    wanted: Select[*Ts],
    key: InstrumentedAttribute[int],
    *,
    after: int | None = None,
    size: int,
) -> Sequence[Row[*Ts]]:
    """Return the first rows whose key is above `after`, at most `size`, lowest first."""
    rest = wanted if after is None else wanted.where(key > after)
    return session.execute(rest.order_by(key).limit(size)).all()


def preceding(
    session: Session,
    wanted: Select[*Ts],
    key: InstrumentedAttribute[int],
    *,
    before: int | None = None,
    size: int,
) -> tuple[Sequence[Row[*Ts]], int | None]:
    """Return the first rows whose key is below `before`, at most `size`, highest first.

    With them comes what the next page is `before`, None when there is none. `wanted` selects the
    key.
    """
    rest = wanted if before is None else wanted.where(key < before)
    rows = session.execute(rest.order_by(key.desc()).limit(size + 1)).all()
    return rows[:size], _key(rows[size - 1], key) if len(rows) > size else None


def in_chunks(
    session: Session, wanted: Select[*Ts], key: InstrumentedAttribute[int], *, size: int
) -> Iterator[Sequence[Row[*Ts]]]:
    """Yield all rows, `size` at a time, lowest key first; memory does not grow with them.

    The session forgets the objects of a chunk once the next is asked for. `wanted` selects the key.
    """
    last: int | None = None
    while rows := following(session, wanted, key, after=last, size=size):
        yield rows
        last = _key(rows[-1], key)
        session.expunge_all()


def _key(row: Row[*Ts], key: InstrumentedAttribute[int]) -> int:
    return int(getattr(row, key.key))
