"""A command says in one line which state of the database it cannot work with."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests import commands, troubles
from tests.cli.conftest import Run
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

ON_BOTH = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)


@ON_BOTH
def test_a_command_on_a_newer_database_says_so(
    database: Database, url: str, tmp_path: Path
) -> None:
    troubles.stamp(database)
    for command in (_serve(), ("worker",), ("users", "list")):
        line = _failure(command, url, tmp_path)
        assert "newer than this version of Claimbook: it is at revision fedcba987654" in line


@ON_BOTH
def test_a_command_before_the_migrations_says_which_is_missing(
    database: Database, url: str, tmp_path: Path
) -> None:
    troubles.pend(database)
    line = _failure(("import", str(_text(tmp_path))), url, tmp_path)
    assert f"at revision {troubles.BEFORE_THE_COLUMN}" in line
    assert "run `alembic upgrade head`" in line


def test_a_command_on_an_empty_database_says_that_it_must_be_migrated(tmp_path: Path) -> None:
    line = _failure(("demo",), f"sqlite:///{tmp_path}/new.sqlite", tmp_path)
    assert "it is at revision none" in line


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/nothing", "does not answer"),
        ("sqlite:////tmp", "does not answer"),
        ("sqlite:////proc/nowhere/x.sqlite", "cannot be created"),
        ("sqlite://", "names no file"),
        ("nonsense:secret", "not the address of a database"),
        ("unheard://of", "not the address of a database"),
    ],
)
def test_a_database_that_is_not_there_is_said_in_one_line_without_its_password(
    url: str, words: str, tmp_path: Path
) -> None:
    for command in (("users", "list"), _serve()):
        line = _failure(command, url, tmp_path)
        assert words in line
        assert "secret" not in line


def test_a_lock_is_said_in_one_line(sqlite_url: str) -> None:
    database = Database(sqlite_url, wait_seconds=0.05)
    World(database)
    app = create_app(Settings(database_url=sqlite_url, secret_key="for tests"), database)
    with troubles.locked(database):
        done = Run(app)("users", "close", "ann", code=1)
    assert "The database is locked by other work." in done.output
    assert done.output.count("\n") == 1
    database.dispose()


def _failure(command: tuple[str, ...], url: str, folder: Path) -> str:
    """Run a command that fails; return the one line that it prints."""
    environment = {**os.environ, "DATABASE_URL": url, "CLAIMBOOK_INSTANCE": str(folder)}
    done = commands.run(command, environment)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def _serve() -> tuple[str, ...]:
    """Return the command at a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return ("serve", "--port", str(free.getsockname()[1]))


def _text(folder: Path) -> Path:
    file = folder / "statement.txt"
    file.write_text("The harbour was open.", encoding="utf-8")
    return file
