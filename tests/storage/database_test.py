"""Writers on SQLite wait for each other, those of other processes too."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from annotator.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGE = text("UPDATE claim_set SET description = description")


@contextmanager
def _elsewhere(url: str) -> Iterator[sqlite3.Connection]:
    """Begin to write, as another process does."""
    file = str(make_url(url).database)
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_writer_begins_when_another_process_is_done(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with _elsewhere(sqlite_url) as other:
        done = threading.Timer(0.2, other.commit)
        done.start()
        with database.writing() as session:
            session.execute(CHANGE)
            assert not other.in_transaction
            session.commit()
        done.join()
    database.dispose()


def test_a_writer_who_has_waited_long_enough_is_told(sqlite_url: str) -> None:
    database = Database(sqlite_url, wait_seconds=0.05)
    with _elsewhere(sqlite_url) as other:
        with database.writing() as session, pytest.raises(OperationalError, match="locked"):
            session.execute(CHANGE)
        other.rollback()
        with database.writing() as session:
            session.execute(CHANGE)
            session.commit()
    database.dispose()


def test_writers_of_one_process_take_turns(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    done = []

    def write(number: int) -> None:
        with database.writing() as session:
            session.execute(CHANGE)
            done.append(number)
            session.commit()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(done) == list(range(8))
    database.dispose()
