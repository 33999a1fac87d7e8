"""Downgrades as an administrator confirms them."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from alembic import command

if TYPE_CHECKING:
    from alembic.config import Config


def downgrade(config: Config, revision: str) -> None:
    """Run `alembic -x yes=1 downgrade`."""
    config.cmd_opts = Namespace(x=["yes=1"])
    try:
        command.downgrade(config, revision)
    finally:
        config.cmd_opts = None
