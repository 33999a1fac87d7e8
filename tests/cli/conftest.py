"""Commands run as a person runs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from annotator.cli import COMMANDS
from tests import commands

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

    from click.testing import Result
    from flask import Flask


class Run:
    """`flask --app app …` in this process; `code` is the exit status that must come, or None.

    `typed` is what a person types while it runs.
    """

    def __init__(self, app: Flask) -> None:
        for command in COMMANDS:
            app.cli.add_command(command)
        # What a command does not foresee fails the test as it is.
        self._runner = app.test_cli_runner(catch_exceptions=False)

    def __call__(self, *arguments: str, code: int | None = 0, typed: str | None = None) -> Result:
        done = self._runner.invoke(args=arguments, input=typed)
        assert code is None or done.exit_code == code, done.stderr
        return done


class Start:
    """The same as a new process, which takes ten times as long."""

    def __init__(self, url: str, folder: Path) -> None:
        self._environment = {
            **os.environ,
            "DATABASE_URL": url,
            "CLAIMBOOK_INSTANCE": str(folder),
        }

    def __call__(self, *arguments: str, code: int = 0, **environment: str) -> CompletedProcess[str]:
        done = commands.run(arguments, {**self._environment, **environment})
        assert done.returncode == code, done.stderr
        return done


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database: SQLite, unless a test names another."""
    kind = getattr(request, "param", "sqlite")
    return str(request.getfixturevalue(f"{kind}_url"))


@pytest.fixture
def run(app: Flask) -> Run:
    """The command line over the test's database."""
    return Run(app)


@pytest.fixture
def start(url: str, tmp_path: Path) -> Start:
    """The command line over the test's database, where it matters that a command is a process."""
    return Start(url, tmp_path)
