"""Bringing the database's tables up to date."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from annotator.settings import ROOT


def migrate(url: str, revision: str = "head") -> None:
    """Run the migrations up to `revision`; does nothing where they have run."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["url"] = url
    command.upgrade(config, revision)
