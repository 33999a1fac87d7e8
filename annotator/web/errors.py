"""Return a page for each error: what happened, then what to do."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from annotator.errors import (
    BadInput,
    ClaimbookError,
    Conflict,
    Damaged,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseUnavailable,
    DiskFull,
    MigrationPending,
    NotFound,
    ParserMissing,
    Refused,
    TooBusy,
    TooManyTries,
)
from annotator.http import access, transaction
from annotator.http.answers import asked_by_script, for_script
from annotator.http.limits import StrangerTooLarge
from annotator.http.local_paths import local_path
from annotator.http.notices import notice
from annotator.language import LazyText, _, lazy
from annotator.storage.states import state_of, too_large
from annotator.strangers import STRANGER_BYTES
from annotator.submissions import SentBefore
from annotator.web.pending_forms import typed_fields, typed_texts, unsent

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask.typing import ResponseReturnValue

    from annotator.web.pending_forms import PendingForm

#: The first that fits is the answer; what is more special stands first.
STATUS: tuple[tuple[type[ClaimbookError], int, LazyText], ...] = (
    (NotFound, 404, lazy("Not found")),
    (Refused, 403, lazy("No access")),
    (Conflict, 409, lazy("Not saved")),
    (TooManyTries, 429, lazy("Too many attempts")),
    (TooBusy, 503, lazy("Too many log-ins at once")),
    (ParserMissing, 503, lazy("The language model is missing")),
    (Damaged, 500, lazy("Damaged file")),
    (BadInput, 422, lazy("Check your input")),
    (MigrationPending, 503, lazy("The database must be migrated")),
    (DatabaseNewer, 503, lazy("The database is newer than Claimbook")),
    (DatabaseLocked, 503, lazy("The database is locked")),
    (DiskFull, 507, lazy("The disk is full")),
    (DatabaseUnavailable, 503, lazy("The database is not available")),
)
RETRY_SECONDS = "5"
KEPT = lazy("Your work was saved, but the next page could not be shown.")
NOTHING_SAVED = lazy("Nothing was saved. Go back and try again.")
BROKEN = lazy("The server’s log has the details.")
OURS = {
    404: (
        lazy("Not found"),
        lazy("This page does not exist, or your account cannot see it. Check the address."),
    ),
    405: (
        lazy("This address does not work this way"),
        lazy("Nothing was changed. Go back and use the buttons of the page."),
    ),
}

log = logging.getLogger(__name__)


def answer_errors(app: Flask) -> None:
    """Draw a page for each kind of error."""
    app.register_error_handler(ClaimbookError, _ours)
    app.register_error_handler(SentBefore, _sent_before)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(SQLAlchemyError, _state)
    app.register_error_handler(OSError, _state)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(HTTPException, _http)


def error_page(
    status: int, title: str, message: str, again: PendingForm | None = None
) -> tuple[str | Response, int]:
    """Return the page of an error, with the text that the user typed.

    With `again`, the page sends the form again in one step.
    """
    if asked_by_script():
        return for_script(status, title=title, message=message)
    lost = request.method not in transaction.SAFE_METHODS and not transaction.is_kept()
    typed = typed_texts(typed_fields()) if lost else []
    page = render_template(
        "errors/error.html",
        title=title,
        message=message,
        typed=typed,
        again=again if lost else None,
    )
    return page, status


def status_of(error: ClaimbookError) -> tuple[int, str]:
    """Return the status of the answer to an error, and its title."""
    return next((status, str(title)) for kind, status, title in STATUS if isinstance(error, kind))


def _ours(error: ClaimbookError) -> ResponseReturnValue:
    if isinstance(error, DatabaseUnavailable):
        return _unavailable(error)
    return *error_page(*status_of(error), str(error)), retry_after(error)


def _sent_before(error: SentBefore) -> ResponseReturnValue:
    """Return both texts of a form: what was saved, and what was sent after it."""
    status, title = status_of(error)
    sent = typed_texts(typed_fields())
    if asked_by_script():
        return for_script(status, title=title, message=str(error), saved=error.saved, sent=sent)
    page = render_template(
        "errors/sent_before.html",
        title=title,
        message=str(error),
        saved=error.saved,
        sent=sent,
        there=local_path(request.path),
    )
    return page, status


def _unavailable(error: DatabaseUnavailable) -> ResponseReturnValue:
    """Return the state of the database, and the form: what it lacks passes or is repaired."""
    message = f"{KEPT} {error.after_saving()}" if transaction.is_kept() else str(error)
    page, status = error_page(*status_of(error), message, again=unsent())
    return page, status, retry_after(error)


def retry_after(error: ClaimbookError) -> dict[str, str]:
    """Return the header that says when to ask again, where that helps."""
    passing = isinstance(error, DatabaseUnavailable) and error.passing
    seconds = RETRY_SECONDS if passing else error.retry_seconds
    return {} if seconds is None else {"Retry-After": str(seconds)}


def _too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    if isinstance(error, StrangerTooLarge):
        return _too_large_for_a_stranger()
    most = transaction.settings().upload_bytes // 1024**2
    return error_page(
        413,
        _("The upload is too large"),
        _(
            "The limit is %(most)s MB. Nothing was imported. Upload fewer files at a time, or"
            " import them on the server: flask --app app import PATH.",
            most=most,
        ),
    )


def _too_large_for_a_stranger() -> ResponseReturnValue:
    return error_page(
        413,
        _("Log in first"),
        _(
            "Without a session a form may have %(most)s KB, and yours may have ended. Nothing was"
            " saved. Go back and copy your text, log in in another tab, then send the form again.",
            most=STRANGER_BYTES // 1024,
        ),
    )


def _state(error: SQLAlchemyError | OSError) -> ResponseReturnValue:
    if complaint := too_large(error):
        return _ours(complaint)
    state = state_of(transaction.database(), error)
    if state is None:
        raise error
    # In words: an error holds the row, and so a person’s text.
    log.error("%s: %s", state.state, state.reason)
    return _unavailable(state)


def _broken(error: InternalServerError) -> ResponseReturnValue:
    # Also what a handler or the end of a request raised, which no handler is asked for.
    cause = error.original_exception
    if isinstance(cause, SQLAlchemyError | OSError):
        state = state_of(transaction.database(), cause)
        if state is not None:
            return _unavailable(state)
    if transaction.is_kept():
        return error_page(500, _("Something went wrong"), f"{KEPT} {BROKEN}")
    return error_page(500, _("Something went wrong"), f"{NOTHING_SAVED} {BROKEN}")


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 405 and request.method == "GET":
        # A page that was drawn by sending a form, opened again by its address.
        notice(
            _(
                "Nothing was changed: %(path)s only takes a form. This is its page.",
                path=request.path,
            )
            if (there := _page_above(request.path))
            else _("Nothing was changed: %(path)s only takes a form.", path=request.path),
            "note",
        )
        return redirect(local_path(there) or url_for("home.home"))
    if request.endpoint is None:
        # No view asked who it is, and the page's head is for them.
        with contextlib.suppress(SQLAlchemyError):
            access.recognise()
    title, message = OURS.get(status, (error.name, error.description or ""))
    return error_page(status, str(title), str(message))


def _page_above(path: str) -> str:
    """Return the nearest page of ours above an address, which has its form; empty for none."""
    while path := path.rpartition("/")[0]:
        if local_path(path):
            return path
    return ""
