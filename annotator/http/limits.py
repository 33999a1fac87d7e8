"""How much a request may send: little until Claimbook knows who sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from annotator.http import access
from annotator.strangers import ASKS_ONLY, STRANGER_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

View = TypeVar("View", bound="Callable[..., ResponseReturnValue]")


class StrangerTooLarge(RequestEntityTooLarge):
    """A request without a log-in is larger than that needs; its body was not read."""


def accept_from_strangers(most: int) -> Callable[[View], View]:
    """Return the view that may be sent `most` bytes without a log-in."""

    def rule(view: View) -> View:
        view.most_from_strangers = most  # type: ignore[attr-defined]
        return view

    return rule


def accept_parts(most: int) -> Callable[[View], View]:
    """Return the view may be sent a form of `most` fields and files."""

    def rule(view: View) -> View:
        view.most_parts = most  # type: ignore[attr-defined]
        return view

    return rule


def limit_requests(app: Flask) -> None:
    """Refuse bodies that are too large before they are read, and before the page is drawn."""
    app.before_request(_limit)


def _limit() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "most_from_strangers", STRANGER_BYTES)
    length = request.content_length or 0
    if (length > most or "Transfer-Encoding" in request.headers) and access.recognise() is None:
        # Without a length it is counted while it is read; and no page of an error reads it.
        request.max_content_length = most
        if length:
            raise StrangerTooLarge
    request.max_form_parts = getattr(view, "most_parts", request.max_form_parts)
    if length > (request.max_content_length or length):
        raise RequestEntityTooLarge
    if ASKS_ONLY in request.environ:
        return "", 204
    return None
