"""What every command needs: the database, and errors said in one line."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError, ProgrammingError

from annotator.errors import ClaimbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.settings import Settings
    from annotator.storage.database import Database

P = ParamSpec("P")
R = TypeVar("R")


def database() -> Database:
    """Return the database of this command."""
    return cast("Database", current_app.extensions["claimbook"][1])


def settings() -> Settings:
    """Return the settings of this command."""
    return cast("Settings", current_app.extensions["claimbook"][0])


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Say an error as one line on stderr and exit with 1; no traceback for what we foresaw."""

    @functools.wraps(command)
    @with_appcontext
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ClaimbookError as error:
            raise click.ClickException(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(
                f"The database did not answer as it should ({error.orig})."
                " Is it there, and has `alembic upgrade head` run?"
            ) from error

    return run
