"""Derived state of a large set: rebuilt from nothing, verified, and the memory that both take."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from annotator.settings import ROOT
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHILD = """
import sys
from annotator.operations.derived.structures import rebuild_all, verify_all
from annotator.storage.database import Database
from benchmarks import memory
from benchmarks.timing import seconds
database = Database(f"sqlite:///{sys.argv[1]}")

def rebuild():
    with database.writing() as session:
        rebuild_all(session, 1)
        session.commit()

def verify():
    with database.reading() as session:
        found = verify_all(session, 1)
    assert {key: one.differences[:1] for key, one in found.items() if one.count} == {}

print(seconds(rebuild if sys.argv[2] == "rebuilt" else verify), memory.peak())
"""


def rows(file: Path, size: str) -> Iterator[Row]:
    """Yield what it takes to rebuild the only set of a database, and to verify it then."""
    for done in ("rebuilt", "verified"):
        command = (sys.executable, "-c", CHILD, str(file), done)
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        took, megabytes = map(float, child.stdout.split())
        reached = f"{took:.0f} s, {megabytes:.0f} MB"
        yield Row(f"derived state of a set {done}, {size}", "", reached)
