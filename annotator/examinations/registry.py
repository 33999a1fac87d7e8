"""All examinations, in the order in which they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import DatabaseUnavailable
from annotator.examinations import contents, database, surroundings
from annotator.examinations.database import advice_for
from annotator.examinations.examination import Diagnosis, Examination
from annotator.storage.database import reason_of
from annotator.storage.states import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.examinations.examination import Installation

EXAMINATIONS = (
    Examination("database", "this version can use the database", database.state, reads_rows=False),
    Examination("files", "only Claimbook opens its files", surroundings.files, reads_rows=False),
    Examination("disk", "the disk has room", surroundings.disk, reads_rows=False),
    Examination("settings", "the settings are safe", surroundings.settings, reads_rows=False),
    Examination("accounts", "an administrator can log in, no stranger", surroundings.accounts),
    Examination("worker", "no job is stuck", surroundings.worker),
    Examination("rules", "the database is whole, each row keeps its rules", database.rules),
    Examination("ids", "new rows get new ids", database.counting),
    Examination("orphans", "each row has the rows that belong to it", database.stray_rows),
    Examination("texts", "documents, snapshots and quotes are unchanged", contents.texts),
    Examination("releases", "the files of releases are unchanged", contents.releases),
    Examination("audit-log", "the audit log is unchanged", contents.audit_log),
    Examination("derived", "derived rows follow from the judgements", contents.derived),
    Examination("search", "each text is found by its words", contents.search),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination found; None if it could not be made."""

    examination: Examination
    found: tuple[Diagnosis, ...] | None

    @property
    def state(self) -> str:
        """Return `ok`, `warning`, `problem` or `skipped`."""
        if self.found is None:
            return "skipped"
        if any(one.serious for one in self.found):
            return "problem"
        return "warning" if self.found else "ok"


def examine(installation: Installation) -> Iterator[Examined]:
    """Yield what each examination found; those of rows are skipped if the database is no use."""
    usable = True
    for one in EXAMINATIONS:
        if one.reads_rows and not usable:
            yield Examined(one, None)
            continue
        found = tuple(_found(one, installation))
        usable = usable and (one is not EXAMINATIONS[0] or not found)
        yield Examined(one, found)


def _found(one: Examination, installation: Installation) -> Iterator[Diagnosis]:
    """Yield what an examination finds, and the error that ended it."""
    try:
        with explained(installation.database):
            yield from one.examine(installation)
    except DatabaseUnavailable as error:
        yield Diagnosis(error.in_full(), advice_for(error))
    # Whatever it is: rows that contradict each other break what reads them, and the other
    # examinations must still be made.
    except Exception as error:
        yield Diagnosis(
            f"It could not be examined: {type(error).__name__}: {reason_of(error).rstrip('.')}.",
            "Solve the problems above first. If it stays, report this error.",
        )
