"""One transaction a request: opened when first used, committed once, in one place."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request

if TYPE_CHECKING:
    from flask import Flask, Response
    from sqlalchemy.orm import Session

    from annotator.database import Database
    from annotator.settings import Settings

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def settings() -> Settings:
    """The settings of the running application."""
    return cast("Settings", current_app.extensions["claimbook"][0])


def database() -> Database:
    """The database of the running application."""
    return cast("Database", current_app.extensions["claimbook"][1])


def session() -> Session:
    """The session of this request: for looking only, unless the request may change things."""
    if "session" not in g:
        g.session_stack = ExitStack()
        opened = database().reading() if request.method in SAFE_METHODS else database().writing()
        g.session = g.session_stack.enter_context(opened)
    return cast("Session", g.session)


def open_for_requests(app: Flask) -> None:
    """Commit what a request did when its answer is no refusal, and let go of the rest."""
    app.after_request(_commit)
    app.teardown_request(_close)


def _commit(response: Response) -> Response:
    # A form with errors answers 422 and a refusal 4xx: what was done until then is dropped.
    if "session" in g and request.method not in SAFE_METHODS and response.status_code < 400:
        g.session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    stack = g.pop("session_stack", None)
    g.pop("session", None)
    if stack is not None:
        stack.close()
