"""What every command needs: the database, and errors said in one line."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import click
from flask import current_app
from flask.cli import with_appcontext

from annotator.errors import ClaimbookError
from annotator.storage.revisions import check_revision
from annotator.storage.states import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.settings import Settings
    from annotator.storage.database import Database

P = ParamSpec("P")
R = TypeVar("R")


def database() -> Database:
    """Return the database of this command. Raises DatabaseUnavailable before any work is lost."""
    found = unchecked_database()
    with explained(found), found.reading() as session:
        check_revision(session.connection())
    return found


def unchecked_database() -> Database:
    """Return the database of this command, whatever its state."""
    return cast("Database", current_app.extensions["claimbook"][1])


def settings() -> Settings:
    """Return the settings of this command."""
    return cast("Settings", current_app.extensions["claimbook"][0])


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Print a foreseen error as one line on stderr and exit with 1, without a traceback."""

    @functools.wraps(command)
    @with_appcontext
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with explained(unchecked_database()):
                return command(*args, **kwargs)
        except ClaimbookError as error:
            raise click.ClickException(error.in_full()) from error

    return run
