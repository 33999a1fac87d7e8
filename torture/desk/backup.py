"""A backup while people save, and what comes back of it."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, text

from annotator.backups.backup import back_up, verify
from annotator.backups.restore import restore
from annotator.examinations.examination import Installation
from annotator.examinations.registry import examine
from annotator.settings import ROOT, Settings
from annotator.storage.contents import rows_of
from annotator.storage.database import Database
from tests import postgresql
from tests.faults.dumps import dump
from tests.serving import environment
from torture.desk.crowd import beside
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torture.desk.crowd import Place

#: Rows of these are added and never changed, so those of a copy are still in the original.
ADDED_ONLY = ("judgement", "evidence_link", "audit_event")
#: What is wrong with any newsroom of a benchmark: its claims go in past the audit log, too.
NOT_EXAMINED = ("accounts", "audit-log", "files", "disk", "settings")
MOST_PAUSE = 500
PAUSE_SECONDS = 0.01
TRIES = 5
WRITE = text("UPDATE user_account SET display_name = display_name WHERE id = 1")


def figures(place: Place) -> Iterator[Figure]:
    """Yield what a backup costs a save, and whether what is restored is what was backed up."""
    backups = _Backups(place)
    quiet: list[float] = []
    for _ in range(place.size.pairs):
        with _writing(place.database_url, quiet):
            place.saved()
    yield from beside("beside a backup", place, lambda _: backups.made())
    pause = max(backups.waits) - max(quiet)
    yield Figure(
        f"{place.kind}, longest wait of a writer beside a backup",
        f"≤ {MOST_PAUSE} ms more than without",
        f"{max(backups.waits):.0f} ms, {max(quiet):.0f} ms without",
        pause <= MOST_PAUSE,
        timed=True,
    )
    yield from backups.restored()
    yield from _quiet(place)


class _Backups:
    """Backups of a place, each made by the command while people save and one more process writes.

    `waits` says how long this one waited for each commit, in milliseconds.
    """

    def __init__(self, place: Place) -> None:
        self._place, self._path = place, place.folder / "none"
        # Another installation, with its own files beside the database.
        self._restored = place.folder / "restored"
        self._acknowledged: set[object] = set()
        self.waits: list[float] = []
        self._made = 0

    @contextmanager
    def made(self) -> Iterator[None]:
        """Make a backup until the end of the block, or longer."""
        self._made += 1
        self._path = self._place.folder / f"backup-{self._made}"
        self._acknowledged = _ids(self._place.database_url)
        command = [sys.executable, "-m", "flask", "--app", "app", "backup", str(self._path)]
        set_up = environment(self._place.folder) | {"DATABASE_URL": self._place.database_url}
        with (
            _writing(self._place.database_url, self.waits),
            subprocess.Popen(command, cwd=ROOT, env=set_up, stdout=subprocess.DEVNULL),
        ):
            yield

    def restored(self) -> Iterator[Figure]:
        """Yield what the last backup lacks, and what an examination of it finds."""
        kind, url = self._place.kind, _empty(self._place, "restored")
        with closing(_Opened(url)) as opened:
            restore(opened.database, self._path, replace=False, instance=self._restored)
            with opened.database.engine.connect() as connection:
                counted = rows_of(connection)
            ill = [
                f"{one.examination.key}: {one.found[0].words}"
                for one in examine(opened.installation(self._restored))
                if one.state == "problem" and one.found
                if one.examination.key not in NOT_EXAMINED
            ]
        lost = self._acknowledged - _ids(url)
        yield _none(f"{kind}, saves from before the backup that it lacks", sorted(map(str, lost)))
        manifest = verify(self._path)
        other = {key for key in counted if counted[key] != manifest.database.rows.get(key)}
        yield _none(f"{kind}, tables with other row counts than the manifest", sorted(other))
        copy, original = dump(url), dump(self._place.database_url)
        strange = [key for key in ADDED_ONLY if set(copy[key]) - set(original[key])]
        yield _none(f"{kind}, tables with a row that the original never had", strange)
        yield _none(f"{kind}, problems that doctor finds in the restored copy", ill)


@contextmanager
def _writing(url: str, waits: list[float]) -> Iterator[None]:
    """Commit a hundred times a second until the end of the block; add how long each took."""
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(url, waits, stop))
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def _write(url: str, waits: list[float], stop: threading.Event) -> None:
    with closing(_Opened(url)) as opened:
        while not stop.wait(PAUSE_SECONDS):
            begin = perf_counter()
            with opened.database.writing() as session:
                session.execute(WRITE)
                session.commit()
            waits.append(1000 * (perf_counter() - begin))


class _Opened:
    """A database that is closed at the end."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)

    def installation(self, folder: Path) -> Installation:
        """Return what is examined of it."""
        return Installation(
            self.database, Settings("", ""), folder, {"CLAIMBOOK_INSTANCE": str(folder)}
        )

    def close(self) -> None:
        self.database.dispose()


def _quiet(place: Place) -> Iterator[Figure]:
    """Yield in how many tables a restored copy differs from an original that no one changes."""
    url = _empty(place, "restored_quiet")
    for number in range(TRIES):
        before, path = dump(place.database_url), place.folder / f"quiet-{number}"
        with closing(_Opened(place.database_url)) as opened:
            back_up(opened.database, path, instance=place.folder)
        if dump(place.database_url) == before:
            break
        # The worker was still busy.
        sleep(1)
    with closing(_Opened(url)) as opened:
        restore(opened.database, path, replace=False, instance=place.folder / "quiet")
    copy = dump(url)
    differing = [key for key in before.keys() | copy.keys() if before.get(key) != copy.get(key)]
    yield _none(f"{place.kind}, tables that differ row for row after a restore", sorted(differing))


def _none(measure: str, found: list[str]) -> Figure:
    return Figure(measure, "0", f"{len(found)} {found[:2] or ''}".strip(), not found)


def _ids(url: str) -> set[object]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return set(connection.execute(text("SELECT id FROM judgement")).scalars())


def _empty(place: Place, name: str) -> str:
    """Return the address of a new database beside that of the place, without tables."""
    if place.database_url.startswith("sqlite"):
        return f"sqlite:///{place.folder / name}.sqlite"
    return postgresql.made(place.database_url, name)
