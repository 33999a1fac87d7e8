"""One transaction a request: opened when first used, committed once, in one place."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar, cast

from flask import current_app, g, request

from annotator.operations.trail import act_as, record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask, Response
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from annotator.database import Database
    from annotator.settings import Settings
    from annotator.terms import Action

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

View = TypeVar("View", bound="Callable[..., ResponseReturnValue]")


def only_looks(view: View) -> View:
    """The view is sent a form and changes nothing: it keeps no writer waiting."""
    view.only_looks = True  # type: ignore[attr-defined]
    return view


def may_change() -> bool:
    """Whether this request may change things."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method not in SAFE_METHODS and not hasattr(view, "only_looks")


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
        opened = database().writing() if may_change() else database().reading()
        g.session = g.session_stack.enter_context(opened)
        person = g.get("person")
        act_as(g.session, person.id if person else None)
    return cast("Session", g.session)


def record_alone(
    action: Action, subject: str, *, after: Mapping[str, object], claim_set_id: int
) -> None:
    """Put an event into the audit trail in a transaction of its own, for what changes nothing."""
    with database().writing() as writing:
        act_as(writing, g.person.id)
        record(writing, action, subject, after=after, claim_set_id=claim_set_id)
        writing.commit()


def open_for_requests(app: Flask) -> None:
    """Commit what a request did when its answer is no refusal, and let go of the rest."""
    app.after_request(_commit)
    app.teardown_request(_close)


def _commit(response: Response) -> Response:
    # A form with errors answers 422 and a refusal 4xx: what was done until then is dropped.
    if "session" in g and may_change() and response.status_code < 400:
        g.session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    stack = g.pop("session_stack", None)
    g.pop("session", None)
    if stack is not None:
        stack.close()
