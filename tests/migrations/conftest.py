"""Migrations that only a test has, after those of the repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from alembic.script import ScriptDirectory

from annotator.settings import ROOT
from annotator.storage.revisions import configuration

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from alembic.config import Config

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {down_revision!r}


def upgrade():
    {upgrade}
"""


@pytest.fixture
def config(url: str) -> Config:
    """Return what Alembic needs for the test's database."""
    return configuration(url)


@pytest.fixture
def add_revision(config: Config, tmp_path: Path) -> Callable[[str, str], None]:
    """Return a function that adds a revision after the head, with the body of its `upgrade`."""
    places = os.pathsep.join([str(ROOT / "migrations" / "versions"), str(tmp_path)])
    config.set_main_option("version_locations", places)

    def add(revision: str, upgrade: str) -> None:
        head = ScriptDirectory.from_config(config).get_current_head()
        source = REVISION.format(revision=revision, down_revision=head, upgrade=upgrade)
        (tmp_path / f"{revision}.py").write_text(source, encoding="utf-8")

    return add
