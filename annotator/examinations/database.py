"""Whether the database can be used, is whole, and keeps its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from annotator.errors import (
    DatabaseAway,
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseTooOld,
    DatabaseUnavailable,
    DiskFull,
    MigrationPending,
    SchemaIncomplete,
)
from annotator.examinations.examination import Diagnosis
from annotator.queries.integrity.constraints import broken_rules
from annotator.queries.integrity.orphans import orphans
from annotator.storage.revisions import is_empty
from annotator.storage.sequences import late_sequences
from annotator.storage.states import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotator.examinations.examination import Installation

RESTORE = "Stop Claimbook and restore the last good backup: `restore PATH --replace`."
EMPTY = Diagnosis(
    "The database is empty: Claimbook was not started here yet.",
    "Start it with `make run`, or restore a backup: `restore PATH`.",
)
_ADVICE: Mapping[type[DatabaseUnavailable], str] = {
    MigrationPending: "Stop Claimbook, run `backup PATH`, then `alembic upgrade head`.",
    DatabaseNewer: "Install the version of Claimbook that migrated it, or a later one.",
    DatabaseTooOld: "Upgrade with the commit that the message names, then again.",
    SchemaIncomplete: RESTORE,
    DatabaseLocked: "End the process that holds the lock, then examine again.",
    DiskFull: "Free disk space.",
    DatabaseReadOnly: "Give Claimbook write access to the database file and its folder.",
    DatabaseDamaged: RESTORE,
    DatabaseAway: "Start the database, and check DATABASE_URL.",
}


def advice_for(state: DatabaseUnavailable) -> str:
    """Return what to do about a state of the database."""
    return _ADVICE.get(type(state), "Report this error.")


def state(found: Installation) -> Iterator[Diagnosis]:
    """Yield the state that keeps this version from using the database."""
    try:
        check(found.database)
    except MigrationPending as error:
        yield EMPTY if is_empty(found.database) else Diagnosis(error.in_full(), advice_for(error))
    except DatabaseUnavailable as error:
        yield Diagnosis(error.in_full(), advice_for(error))


def rules(found: Installation) -> Iterator[Diagnosis]:
    """Yield damage, and each rule of a table that rows break."""
    with found.database.reading() as session:
        for broken in broken_rules(session):
            yield Diagnosis(f"{broken.words}.", RESTORE)


def counting(found: Installation) -> Iterator[Diagnosis]:
    """Yield the sequences that would give an id which a row has, and a wrong encoding."""
    if found.database.on_sqlite:
        return
    with found.database.engine.connect() as connection:
        for late in late_sequences(connection):
            yield Diagnosis(
                f"The next id of {late.table} is taken: saving fails.",
                f"Run in psql: SELECT setval('{late.name}', {late.largest});",
            )
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            yield Diagnosis(
                f"The encoding of the database is {encoding}.",
                "Run `backup PATH`, create a database with UTF8, and restore into it.",
            )


def stray_rows(found: Installation) -> Iterator[Diagnosis]:
    """Yield rows that no other row accounts for."""
    with found.database.reading() as session:
        for words in orphans(session):
            yield Diagnosis(
                f"{words}.",
                "Look at the page “Jobs” and retry what failed. If it stays, restore the last"
                " backup without it, or report this.",
            )
