"""A process that imports and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs import pace
from annotator.jobs.imports import IMPORT
from annotator.jobs.runner import run_next
from annotator.storage.database import Database

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Rows of a transaction, so that there are many.
MOST = 40


def work(url: str, written: Connection) -> None:
    """Take the next import; send a word once each transaction is committed."""
    pace.Pace.rest = lambda self: written.send("committed")  # type: ignore[method-assign]
    pace.MOST = MOST
    run_next(Database(url), IMPORT)
