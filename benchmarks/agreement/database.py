"""The judgements in an SQLite file, and what is read from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.agreement.packed import unpacked, weight

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.agreement.judgements import Judgements
    from annotator.agreement.labels import Scale
    from annotator.agreement.table import Votes

TABLE = """CREATE TABLE judgement (
    claim INTEGER, annotator INTEGER, label INTEGER, PRIMARY KEY (claim, annotator)
) WITHOUT ROWID"""
#: The raw limit: each claim's judgements brought together, and nothing done with them.
RAW = "SELECT COUNT(*) FROM (SELECT claim, COUNT(*) FROM judgement GROUP BY claim)"
#: The same scan, with each label's weight added up; `weights` are made by us.
PATTERNS = """SELECT pattern, COUNT(*) FROM (
    SELECT SUM(CASE label {weights} END) AS pattern FROM judgement GROUP BY claim
) GROUP BY pattern"""


def filled(file: Path, judgements: Judgements) -> sqlite3.Connection:
    """Return a database with a row for each judgement."""
    connection = sqlite3.connect(file)
    connection.execute(TABLE)
    columns = (judgements.item, judgements.annotator, judgements.label)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    connection.executemany("INSERT INTO judgement VALUES (?, ?, ?)", rows)
    connection.commit()
    return connection


def raw(connection: sqlite3.Connection) -> None:
    """The scan alone."""
    with closing(connection.execute(RAW)) as found:
        found.fetchall()


def votes(connection: sqlite3.Connection, scale: Scale) -> Votes:
    """Return the votes, counted from scratch."""
    weights = " ".join(f"WHEN {place} THEN {weight(place)}" for place in range(len(scale.labels)))
    rows = connection.execute(PATTERNS.format(weights=weights)).fetchall()
    patterns, times = np.array(rows, np.int64).T
    return unpacked(patterns, times, scale, 0)
