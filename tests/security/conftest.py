"""What attacks need beside pages: the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Run, Start

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


@pytest.fixture
def run(app: Flask) -> Run:
    """The command line over the test's database."""
    return Run(app)


@pytest.fixture
def start(url: str, tmp_path: Path) -> Start:
    """The command line over the test's database, as a process."""
    return Start(url, tmp_path)
