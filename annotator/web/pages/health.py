"""Whether the application can work with its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from annotator.errors import DatabaseUnavailable
from annotator.http.access import allow_anybody
from annotator.http.transaction import database
from annotator.storage.states import check
from annotator.web.errors import status_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}

page = Blueprint("health", __name__)


@page.get("/health")
@allow_anybody
def health() -> ResponseReturnValue:
    """Answer "ok", or the state that keeps the database from being used: its name and sentence."""
    try:
        check(database())
    except DatabaseUnavailable as error:
        return f"{error.state}: {error}\n", status_of(error)[0], PLAIN
    return "ok\n", 200, PLAIN
