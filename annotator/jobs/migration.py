"""Bringing the database's tables up to date."""

from __future__ import annotations

from alembic import command

from annotator.storage.revisions import configuration


def migrate(url: str, revision: str = "head") -> None:
    """Run the migrations up to `revision`; does nothing where they have run."""
    command.upgrade(configuration(url), revision)
