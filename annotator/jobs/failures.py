"""Why a job failed, and whether that passes by itself."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from annotator.errors import ClaimbookError, ProcessLost
from annotator.storage.database import reason_of as first_line
from annotator.storage.states import state_of_driver

#: A process, memory or a file is not there: the same job may do better later.
PASSING = (ProcessLost, MemoryError, OSError)


def is_passing(error: Exception) -> bool:
    """Return True if the same job may succeed later."""
    return isinstance(error, PASSING) or state_of_driver(error) is not None


def reason_of(error: Exception) -> str:
    """Return what happened, for the page of the jobs: our own sentence, else the error's."""
    if isinstance(error, ClaimbookError):
        return str(error)
    if state := state_of_driver(error):
        return state.in_full()
    # Further lines of a database's error hold the row, and so a person's text.
    kind, message = type(error).__name__, first_line(error)
    kind = "A rule of the database was broken" if isinstance(error, DBAPIError) else kind
    return f"{kind}: {message}" if message else kind
