"""Commands run as a person runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path


class Run:
    """`flask --app app …` on one database; `code` is the exit status that must come, or None."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self._environment = {
            **os.environ,
            "DATABASE_URL": url,
            "CLAIMBOOK_INSTANCE": str(folder),
        }

    def __call__(self, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *arguments],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert code is None or done.returncode == code, done.stderr
        return done


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path) -> Run:
    """The command line over an empty, migrated database."""
    return Run(sqlite_url, tmp_path)
