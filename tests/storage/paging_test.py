"""Keyset paging passes over no row and shows none twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import Outlet
from annotator.records import Page
from annotator.storage.paging import following, in_chunks, preceding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.storage.database import Database

#: With gaps, one of them at zero, and numbers below it.
KEYS = (-7, -1, 1, 2, 3, 5, 8, 13)
WANTED = select(Outlet.id, Outlet.name)
SIZES = range(1, len(KEYS) + 2)


@pytest.mark.parametrize("size", SIZES)
def test_the_chunks_of_all_rows_are_all_rows_in_order(database: Database, size: int) -> None:
    with database.writing() as session:
        _fill(session, KEYS)
        chunks = list(in_chunks(session, WANTED, Outlet.id, size=size))
    assert [row.id for chunk in chunks for row in chunk] == list(KEYS)
    assert all(len(chunk) == size for chunk in chunks[:-1])


@pytest.mark.parametrize("size", SIZES)
def test_page_by_page_backwards_every_row_comes_once(database: Database, size: int) -> None:
    seen: list[int] = []
    with database.writing() as session:
        _fill(session, KEYS)
        before: int | None = None
        while before is not None or not seen:
            rows, before = preceding(session, WANTED, Outlet.id, before=before, size=size)
            seen += [row.id for row in rows]
    assert seen == sorted(KEYS, reverse=True)


def test_a_row_that_comes_between_two_pages_moves_no_other(database: Database) -> None:
    with database.writing() as session:
        _fill(session, KEYS)
        first = following(session, WANTED, Outlet.id, size=3)
        _fill(session, [0])
        second = following(session, WANTED, Outlet.id, after=first[-1].id, size=3)
    assert [row.id for row in (*first, *second)] == list(KEYS[:6])


def test_no_rows_are_no_page(database: Database) -> None:
    with database.reading() as session:
        assert list(in_chunks(session, WANTED, Outlet.id, size=3)) == []
        assert preceding(session, WANTED, Outlet.id, size=3) == ([], None)


@pytest.mark.parametrize(
    ("asked", "total", "there"), [(1, 0, 1), (0, 90, 1), (3, 90, 3), (4, 90, 3), (4, 91, 4)]
)
def test_a_page_that_is_not_there_is_the_nearest_one(asked: int, total: int, there: int) -> None:
    assert Page.nearest(asked, total=total, size=30) == there


def _fill(session: Session, keys: Sequence[int]) -> None:
    session.add_all(Outlet(id=key, name=f"outlet {key}") for key in keys)
    session.flush()
