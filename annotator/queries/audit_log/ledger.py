"""The ledger of a verification: what the last event that speaks of a row vouches for.

It lies in a temporary file, so memory does not grow with the log.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from annotator.hash_chain import parsed_seal
from annotator.models.vouched import VOUCHED
from annotator.queries.audit_log.broken import BadRow, Broken
from annotator.storage.written_rows import Wrote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from annotator.hash_chain import Seal

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE vouched (
    name TEXT, key TEXT, seal TEXT, event TEXT, chain INTEGER, PRIMARY KEY (name, key)
) WITHOUT ROWID;
CREATE TABLE seen (name TEXT, key TEXT, PRIMARY KEY (name, key)) WITHOUT ROWID;
"""
_ADD = "INSERT INTO vouched VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_REPLACE = "INSERT OR REPLACE INTO vouched VALUES (?, ?, ?, ?, ?)"
_KNOWN = "SELECT seal, event FROM vouched WHERE name = ? AND key = ?"
_UNSEEN = (
    "SELECT key, seal, event FROM vouched"
    " WHERE name = ? AND seal <> '-' AND (? IS NULL OR chain = ?)"
    " AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.name = vouched.name AND seen.key = vouched.key)"
    " ORDER BY key"
)
#: Of a row that an event removed.
_GONE = Wrote.REMOVED.value


class Vouched(NamedTuple):
    """What an event says of a row: its seal, empty for a removed one."""

    seal: str
    event: str

    @property
    def is_gone(self) -> bool:
        """Return True if an event removed the row."""
        return self.seal == _GONE


class Ledger:
    """What events vouch for, event by event in their order."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.executescript(_TABLES)
        self._file.execute("BEGIN")

    def close(self) -> None:
        """Remove the temporary file."""
        self._file.close()

    def take(self, chain: int, event: str, vouches: str) -> Broken | None:
        """Take what an event vouches for; return the first row that it contradicts.

        Raises ValueError, KeyError or IndexError for what no event can have.
        """
        for name, rows in json.loads(vouches).items():
            for key, text in rows.items():
                sign, seal = text[0], text[1:]
                broken = self._take_row(sign, (name, key, seal or _GONE, event, chain))
                if broken is not None:
                    return broken
        return None

    def of(self, name: str, keys: Collection[str]) -> dict[str, Vouched]:
        """Return what is vouched for these rows of a table."""
        marks = ",".join("?" * len(keys))
        found = self._file.execute(
            f"SELECT key, seal, event FROM vouched WHERE name = ? AND key IN ({marks})",  # noqa: S608
            (name, *keys),
        )
        return {key: Vouched(seal, event) for key, seal, event in found}

    def see(self, name: str, keys: Sequence[str]) -> None:
        """Note that these rows are in the database."""
        self._file.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", [(name, k) for k in keys]
        )

    def unseen(self, name: str, chain: int | None = None) -> Iterator[tuple[str, Vouched]]:
        """Yield the rows of a table that were not seen, of one chain or of all."""
        for key, seal, event in self._file.execute(_UNSEEN, (name, chain, chain)):
            yield key, Vouched(seal, event)

    def _take_row(self, sign: str, row: tuple[str, str, str, str, int]) -> Broken | None:
        if sign == Wrote.REMOVED.value:
            self._file.execute(_REPLACE, row)
            return None
        name, key, text, event, chain = row
        seal, _, changed = text.partition(" ")
        row = (name, key, seal, event, chain)
        if sign != Wrote.CHANGED.value and self._file.execute(_ADD, row).rowcount == 1:
            return None
        known = self._file.execute(_KNOWN, (name, key)).fetchone()
        self._file.execute(_REPLACE, row)
        before = None if known is None else Vouched(*known)
        if before is None or (before.is_gone and sign == Wrote.ADDED.value):
            return None
        if before.is_gone:
            return Broken("an event removed it, and it was there again", row=BadRow(name, key))
        return _contradiction(name, key, before, seal, {int(n) for n in changed.split(",") if n})


def _contradiction(
    name: str, key: str, before: Vouched, seal: str, changed: set[int]
) -> Broken | None:
    """Return what was changed between two events, beside the fields that the later one names."""
    if before.seal == seal:
        return None
    was, present = parsed_seal(before.seal), parsed_seal(seal)
    differing = [n for n in was.differing(present) if n not in changed]
    if not differing and (changed or was.fields != present.fields):
        return None
    reason = f"it was changed after event {before.event}, and no event says so"
    return Broken(reason, row=BadRow(name, key, _field(name, differing)))


def difference(name: str, key: str, vouched: Vouched, present: Seal) -> Broken:
    """Return how a row differs from what an event vouches for."""
    differing = parsed_seal(vouched.seal).differing(present)
    return Broken(
        f"it is not what event {vouched.event} vouches for",
        row=BadRow(name, key, _field(name, differing)),
    )


def _field(name: str, differing: Sequence[int]) -> str | None:
    return VOUCHED[name].fields[differing[0]] if differing else None
