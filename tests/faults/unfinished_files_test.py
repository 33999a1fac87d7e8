"""A process that is killed while it writes a file: what it leaves, and for how long."""

from __future__ import annotations

import fcntl
import os
import signal
from typing import TYPE_CHECKING

import pytest

from annotator.cli.writing import write_whole
from annotator.errors import BadInput
from annotator.storage.whole_files import UNFINISHED, whole_file
from tests import commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_the_next_export_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    for name in ("first.jsonl", "second.csv"):
        _write_until_killed(tmp_path / name)
    assert len(_unfinished(tmp_path)) == 1, "the second removed what the first had left"
    write_whole([b"whole"], tmp_path / "third.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["third.jsonl"]


def test_a_killed_export_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    write_whole([b"whole"], tmp_path / "export.jsonl")
    _write_until_killed(tmp_path / "export.jsonl")
    assert (tmp_path / "export.jsonl").read_bytes() == b"whole"
    write_whole([b"whole again"], tmp_path / "export.jsonl")
    assert (tmp_path / "export.jsonl").read_bytes() == b"whole again"
    assert _unfinished(tmp_path) == []


def test_a_file_that_a_process_still_writes_is_not_removed(tmp_path: Path) -> None:
    with whole_file(tmp_path / "slow.jsonl") as slow:
        slow.write(b"half, ")
        write_whole([b"whole"], tmp_path / "quick.jsonl")
        slow.write(b"whole")
    assert (tmp_path / "slow.jsonl").read_bytes() == b"half, whole"


def test_two_processes_never_write_one_file(tmp_path: Path) -> None:
    with (tmp_path / UNFINISHED.format("a.csv")).open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match="Another process is writing"):
            write_whole([b"mine"], tmp_path / "a.csv")
    write_whole([b"mine"], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"mine"


def test_files_of_other_programs_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "film.part").write_bytes(b"of a browser")
    write_whole([b"whole"], tmp_path / "export.csv")
    assert (tmp_path / "film.part").read_bytes() == b"of a browser"


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(BadInput, match="could not be written: No space left on device"):
        write_whole(broken(), tmp_path / "export.csv")
    assert list(tmp_path.iterdir()) == []


def _write_until_killed(path: Path) -> None:
    process = commands.CONTEXT.Process(target=_write_and_die, args=(path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert path.parent / UNFINISHED.format(path.name) in _unfinished(path.parent)


def _write_and_die(path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half of " * 100_000
        os.kill(os.getpid(), signal.SIGKILL)

    write_whole(pieces(), path)


def _unfinished(folder: Path) -> list[Path]:
    return list(folder.glob(UNFINISHED.format("*")))
