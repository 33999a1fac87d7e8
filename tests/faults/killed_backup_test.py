"""kill -9 and a full disk during a backup and a restore: nothing half stays, and the next works."""

from __future__ import annotations

import os
import resource
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from annotator.backups.backup import back_up, verify
from annotator.storage.whole_files import UNFINISHED
from tests import commands
from tests.faults.dumps import dump
from tests.migrations.rows import fill
from tests.past import after, claim_on_anns_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import World

#: What Python tells of before it does it, where a killed process may leave something.
STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.chmod", "os.rmdir", "sqlite3.connect"}
STEPS |= {"subprocess.Popen", "shutil.copyfile", "shutil.rmtree", "fcntl.flock"}
SECONDS = 60
#: When in its work a command is killed. What PostgreSQL's programs do takes long.
MOMENTS = {"sqlite": (0.3, 0.5, 0.7, 0.8, 0.9, 1.0), "postgresql": (0.5, 0.8, 1.0)}


class Killer:
    """Kill this process before the nth step in a folder, and count its steps by a byte each."""

    def __init__(self, folder: Path, at: int, count: Path) -> None:
        self._folder, self._at, self._steps = str(folder), at, 0
        self._count = os.open(count, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        # In this order: Python tells of much, and to write it out is slow.
        if event not in STEPS:
            return
        if event != "subprocess.Popen" and self._folder not in str(details):
            return
        self._steps += 1
        os.write(self._count, b".")
        if self._steps == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def _kill_at(folder: Path, step: int, count: Path) -> None:
    sys.addaudithook(Killer(folder, step, count))


@after(claim_on_anns_desk)
def test_a_killed_backup_leaves_no_backup_and_the_next_one_is_whole(
    world: World, url: str, tmp_path: Path
) -> None:
    there = dump(url)
    path = tmp_path / "work" / "backup"
    path.parent.mkdir()
    for step in _steps(("backup", str(tmp_path / "first")), url, tmp_path):
        code = _run(("backup", str(path)), url, tmp_path, step)
        # Killed after the renaming, it is whole.
        assert (code == -signal.SIGKILL and not path.exists()) or verify(path)
        assert dump(url) == there
    if not path.exists():
        assert _run(("backup", str(path)), url, tmp_path) == 0
    verify(path)
    assert [one.name for one in path.parent.iterdir()] == ["backup"]


@after(claim_on_anns_desk)
def test_a_killed_restore_leaves_all_or_nothing_and_the_next_one_is_whole(
    world: World, url: str, tmp_path: Path
) -> None:
    backed_up = dump(url)
    back_up(world.database, tmp_path / "backup", instance=tmp_path)
    world.database.dispose()
    command = ("restore", str(tmp_path / "backup"), "--replace")
    steps = _steps(command, url, tmp_path)
    world.make_set("Later")
    later = dump(url)
    world.database.dispose()
    for step in steps:
        assert _run(command, url, tmp_path, step) == -signal.SIGKILL
        assert dump(url) in (backed_up, later)
    assert _run(command, url, tmp_path) == 0
    assert dump(url) == backed_up
    for folder in (tmp_path, *(file.parent for file in world.database.files)):
        assert list(folder.glob(UNFINISHED.format("*"))) == []


def _steps(command: tuple[str, ...], url: str, folder: Path) -> list[partial[None]]:
    """Run a command undisturbed; return ways to kill it at moments from its begin to its end."""
    count = folder / "steps"
    kill = partial(_kill_at, folder.parent, count=count)
    assert _run(command, url, folder, partial(kill, step=0)) == 0
    steps = len(count.read_bytes())
    moments = MOMENTS["sqlite" if url.startswith("sqlite") else "postgresql"]
    return [partial(kill, step=max(1, round(steps * moment))) for moment in moments]


@after(fill)
@pytest.mark.parametrize("size", [1_000, 100_000])
def test_a_full_disk_ends_a_backup_and_leaves_nothing(
    world: World, url: str, tmp_path: Path, size: int
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    code = _run(("backup", str(folder / "backup")), url, tmp_path, partial(_limit, size))
    errors = (tmp_path / "errors").read_text()
    assert code == 1, errors
    assert "No backup was made" in errors
    assert list(folder.iterdir()) == []


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _run(arguments: tuple[str, ...], url: str, folder: Path, first: Any = bool) -> int | None:
    """Run a command in its own process; return its exit code."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "CLAIMBOOK_INSTANCE": str(folder / "instance"),
    }
    process = commands.started(arguments, environment, folder, first)
    process.join(SECONDS)
    return process.exitcode
