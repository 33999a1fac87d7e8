"""Downgrades as an administrator confirms them."""

from __future__ import annotations

import io
from argparse import Namespace
from typing import TYPE_CHECKING

from alembic import command

if TYPE_CHECKING:
    from alembic.config import Config


def downgrade(config: Config, revision: str) -> str:
    """Run `alembic -x yes=1 downgrade`, and return what it printed."""
    printed, before = io.StringIO(), config.stdout
    config.cmd_opts, config.stdout = Namespace(x=["yes=1"]), printed
    try:
        command.downgrade(config, revision)
    finally:
        config.cmd_opts, config.stdout = None, before
    return printed.getvalue()
