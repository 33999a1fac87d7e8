"""An answer for everything that can go wrong: what happened, what is safe, what to do next."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from annotator.errors import (
    BadInput,
    ClaimbookError,
    Conflict,
    Damaged,
    NotFound,
    ParserMissing,
    Refused,
)
from annotator.http import transaction
from annotator.http.answers import asked_by_script, for_script
from annotator.web.pending_forms import typed_fields, typed_texts

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask.typing import ResponseReturnValue

STATUS: tuple[tuple[type[ClaimbookError], int, str], ...] = (
    (NotFound, 404, "Nothing here"),
    (Refused, 403, "Not for this account"),
    (Conflict, 409, "Not saved"),
    (ParserMissing, 503, "A part is missing"),
    (Damaged, 500, "Damaged file"),
    (BadInput, 422, "That did not fit"),
)
OURS = {
    404: ("Nothing here", "This page does not exist, or it is not for you."),
    405: (
        "Not this way",
        "This address takes no such request. Go back and use the page’s buttons.",
    ),
}

log = logging.getLogger(__name__)


def answer_errors(app: Flask) -> None:
    """Draw a page for each kind of error."""
    app.register_error_handler(ClaimbookError, _ours)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(HTTPException, _http)


def error_page(status: int, title: str, message: str) -> tuple[str | Response, int]:
    """The page of an error; what somebody had typed stands on it, to be copied."""
    if asked_by_script():
        return for_script(status, title=title, message=message)
    typed = [] if request.method in transaction.SAFE_METHODS else typed_texts(typed_fields())
    page = render_template("errors/error.html", title=title, message=message, typed=typed)
    return page, status


def _ours(error: ClaimbookError) -> ResponseReturnValue:
    status, title = next(
        (status, title) for kind, status, title in STATUS if isinstance(error, kind)
    )
    return error_page(status, title, str(error))


def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    most = transaction.settings().upload_bytes // 1024**2
    return (
        render_template(
            "errors/error.html",
            title="Too much at once",
            message=f"One upload may have {most} MB. Nothing was taken in. Send the files in parts,"
            " or import them on the server: flask --app app import PATH.",
            typed=[],
        ),
        413,
    )


def _database_busy(error: OperationalError) -> ResponseReturnValue:
    log.error("the database did not answer: %s", error)
    page, status = error_page(
        503,
        "The database is busy",
        "Nothing was changed. Wait a moment and send the page again.",
    )
    return page, status, {"Retry-After": "5"}


def _broken(_error: InternalServerError) -> ResponseReturnValue:
    return error_page(
        500,
        "Something broke on our side",
        "It has been written to the server’s log. Nothing was half-saved: go back and try again.",
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 405 and request.method == "GET":
        # A page that was drawn by sending a form, opened again by its address.
        return redirect(url_for("home.home"))
    title, message = OURS.get(status, (error.name, error.description or ""))
    return error_page(status, title, message)
