"""Whether the files, the disk, the settings, the accounts and the worker are in order."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from annotator import demonstration, private_files
from annotator.backups.programs import program
from annotator.clock import now
from annotator.errors import BadInput
from annotator.examinations.examination import Diagnosis
from annotator.queries.jobs.stuck import stuck_jobs
from annotator.queries.people.people import people
from annotator.settings import key_file
from annotator.storage.states import LEAST_ROOM
from annotator.storage.whole_files import UNFINISHED
from annotator.storage.whole_folders import left_folders
from annotator.terms import Role, many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.examinations.examination import Installation

#: A job that was due so long ago has no worker.
PATIENCE = timedelta(minutes=10)
#: No request passes more proxies than this.
MOST_PROXIES = 3


def files(found: Installation) -> Iterator[Diagnosis]:
    """Yield files that others may open, and files that a killed process left."""
    ours = (found.folder, key_file(found.environ), *found.database.files)
    for path, mode, needed in private_files.open_to_others(ours):
        yield Diagnosis(
            f"Other accounts of this machine can open {path} (mode {mode:04o}).",
            f"Run: chmod {needed:o} {path}",
        )
    for folder in _folders(found):
        for left in _left_in(folder):
            yield Diagnosis(
                f"A killed process left {left}.",
                "Delete it, or let the next backup or export to this folder do it.",
                serious=False,
            )


def disk(found: Installation) -> Iterator[Diagnosis]:
    """Yield folders without room."""
    size = sum(path.stat().st_size for path in found.database.files if path.exists())
    for folder in _folders(found):
        free = shutil.disk_usage(folder).free
        if free < LEAST_ROOM:
            yield Diagnosis(f"The disk of {folder} is full.", "Free disk space.")
        elif free < 2 * size:
            yield Diagnosis(
                f"The disk of {folder} has {free:,} bytes free, the database has {size:,}.",
                "Free disk space: a migration needs as much as the database, a backup here too.",
                serious=False,
            )


def settings(found: Installation) -> Iterator[Diagnosis]:
    """Yield settings that are for tests, or are probably wrong."""
    if found.environ.get("CLAIMBOOK_CHEAP_PASSWORDS"):
        yield Diagnosis(
            "CLAIMBOOK_CHEAP_PASSWORDS is set: a stolen database gives away the passwords.",
            "Unset it, restart Claimbook, and let all users change their passwords.",
        )
    if found.settings.trusted_proxies > MOST_PROXIES:
        yield Diagnosis(
            f"CLAIMBOOK_TRUSTED_PROXIES is {found.settings.trusted_proxies}: clients can forge"
            " their address.",
            "Set it to the number of proxies that a request really passes.",
            serious=False,
        )
    if not found.database.on_sqlite:
        yield from _tools(found)


def accounts(found: Installation) -> Iterator[Diagnosis]:
    """Yield a missing administrator, and accounts whose password everybody knows."""
    known = demonstration.accounts_with_known_passwords(found.database)
    with found.database.reading() as session:
        there = people(session)
    if there and not any(one.active and Role.ADMINISTRATOR in one.roles for one in there):
        yield Diagnosis(
            "No administrator can log in.",
            "Run: flask --app app users add NAME --role administrator",
        )
    if known:
        yield Diagnosis(
            f"The README prints the passwords of {', '.join(known)}.",
            "Close these accounts before others can reach Claimbook: `users close NAME`.",
            serious=bool(found.settings.trusted_proxies),
        )


def worker(found: Installation) -> Iterator[Diagnosis]:
    """Yield jobs that wait or failed."""
    with found.database.reading() as session:
        stuck = stuck_jobs(session, now() - PATIENCE)
    if stuck.waiting:
        yield Diagnosis(
            f"{many(stuck.waiting, 'job')} should have begun ten minutes ago or earlier.",
            "Start `serve`, or run `worker`. If one runs, see `jobs list`.",
        )
    if stuck.abandoned:
        yield Diagnosis(
            f"{many(stuck.abandoned, 'job')} lost their worker ten minutes ago or earlier.",
            "Start `serve`, or run `worker`: it continues them.",
        )
    if stuck.failed:
        yield Diagnosis(
            f"{many(stuck.failed, 'job')} failed.",
            "See `jobs list` for the reasons, then `jobs retry`.",
            serious=False,
        )


def _tools(found: Installation) -> Iterator[Diagnosis]:
    """Yield the programs without which no backup can be made."""
    with found.database.engine.connect() as connection:
        version = connection.dialect.server_version_info or (0,)
    for name in ("pg_dump", "pg_restore", "psql"):
        try:
            program(name, int(version[0]))
        except BadInput as error:
            yield Diagnosis(
                f"`backup` and `restore` cannot work: {error}", "Install it as the message says."
            )
            return


def _folders(found: Installation) -> list[Path]:
    """Return the folders that hold files of Claimbook."""
    folders = {found.folder, *(path.parent for path in found.database.files)}
    return sorted(folder for folder in folders if folder.is_dir())


def _left_in(folder: Path) -> Iterator[Path]:
    yield from left_folders(folder)
    for path in folder.glob(UNFINISHED.format("*")):
        if path.is_file():
            yield path
