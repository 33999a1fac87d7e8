"""Commands run as a person runs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests import commands

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess


class Run:
    """`flask --app app …` on one database; `code` is the exit status that must come, or None."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self._environment = {
            **os.environ,
            "DATABASE_URL": url,
            "CLAIMBOOK_INSTANCE": str(folder),
        }

    def __call__(self, *arguments: str, code: int | None = 0) -> CompletedProcess[str]:
        done = commands.run(arguments, self._environment)
        assert code is None or done.returncode == code, done.stderr
        return done


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path) -> Run:
    """The command line over an empty, migrated database."""
    return Run(sqlite_url, tmp_path)
