"""Whether the application and its database answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from sqlalchemy import text

from annotator.http.access import allow_anybody
from annotator.http.transaction import session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("health", __name__)


@page.get("/health")
@allow_anybody
def health() -> ResponseReturnValue:
    """ "ok" once the database has answered."""
    session().execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
