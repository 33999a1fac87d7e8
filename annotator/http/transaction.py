"""One transaction a request: opened when first used, and committed once."""

from __future__ import annotations

import functools
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from annotator.operations.audit_log import act_as, record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from flask import Flask, Response
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from annotator.actions import Action
    from annotator.settings import Settings
    from annotator.storage.database import Database

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

T = TypeVar("T")
View = TypeVar("View", bound="Callable[..., ResponseReturnValue]")


def only_looks(view: View) -> View:
    """Return the view is sent a form and changes nothing: it keeps no writer waiting."""
    view.only_looks = True  # type: ignore[attr-defined]
    return view


def in_turn(view: View) -> View:
    """Return the view takes long: who came first is served first, and not all at once."""

    @functools.wraps(view)
    def waiting(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        with database().in_turn():
            return view(*args, **kwargs)

    return cast("View", waiting)


def may_change() -> bool:
    """Return True if this request may change things."""
    view = current_app.view_functions.get(request.endpoint or "")
    looks = request.method in SAFE_METHODS or hasattr(view, "only_looks")
    return not looks and not is_kept()


def settings() -> Settings:
    """Return the settings of the running application."""
    return cast("Settings", current_app.extensions["claimbook"][0])


def database() -> Database:
    """Return the database of the running application."""
    return cast("Database", current_app.extensions["claimbook"][1])


def session() -> Session:
    """Return the session of this request: for looking only, unless the request may change
    things.
    """
    if may_change() and not g.get("is_writing", False):
        _close()
        _open(database().writing())
        g.is_writing = True
    return looking()


def looking() -> Session:
    """Return a session for what is only looked up: it makes no writer wait until something
    changes.
    """
    if "session" not in g:
        _open(database().reading())
    return cast("Session", g.session)


def keep() -> None:
    """Commit what this request did, before its answer is drawn."""
    session().commit()
    _close()
    g.is_kept = True
    _take_effect()


def is_kept() -> bool:
    """Return True if this request has committed what it did: an error cannot take it back."""
    return bool(g.get("is_kept", False))


def drop() -> None:
    """Let go of what this request did, and of what it would have caused."""
    g.pop("effects", None)
    _close()


def after_commit(effect: Callable[[], object]) -> None:
    """Run what tells the user that something is done once it is committed, or never."""
    g.setdefault("effects", []).append(effect)


def record_alone(
    action: Action, subject: str, *, after: Mapping[str, object], claim_set_id: int
) -> None:
    """Put an event into the audit log in its own transaction, for a view that changes nothing."""
    alone(lambda writing: record(writing, action, subject, after=after, claim_set_id=claim_set_id))


def alone(work: Callable[[Session], T]) -> T:
    """Run an operation in its own transaction and return its result.

    The request may have begun to write, as when a log-in is extended: that is committed before, or
    this would wait for it.
    """
    if g.get("is_writing", False):
        g.session.commit()
        _close()
    with database().writing() as writing:
        act_as(writing, g.person.id)
        done = work(writing)
        writing.commit()
    return done


def open_for_requests(app: Flask) -> None:
    """Commit what a request did when its answer is no refusal, and let go of the rest."""
    app.after_request(_commit)
    app.teardown_request(_close)


def _open(opening: AbstractContextManager[Session]) -> None:
    g.session_stack = ExitStack()
    g.session = g.session_stack.enter_context(opening)
    person = g.get("person")
    act_as(g.session, person.id if person else None)


def _commit(response: Response) -> Response:
    # A form with errors answers 422 and a refusal 4xx: what was done until then is dropped.
    if response.status_code >= 400:
        return response
    if g.get("is_writing", False):
        try:
            g.session.commit()
        except SQLAlchemyError as error:
            # After a view Flask asks no handler: every error would be a 500.
            return current_app.make_response(current_app.handle_user_exception(error))
    _take_effect()
    return response


def _take_effect() -> None:
    for effect in g.pop("effects", ()):
        effect()


def _close(_error: BaseException | None = None) -> None:
    stack = g.pop("session_stack", None)
    g.pop("session", None)
    g.pop("is_writing", None)
    if stack is not None:
        stack.close()
