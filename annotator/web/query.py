"""The query of an address: what a page reads of it, and the same page with some of it changed.

A view names the parameters that it has; it can read no other, and no other is carried on. A name
that means something to `url_for` stays what it is: unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from flask import current_app, request, url_for
from werkzeug.datastructures import MultiDict

from annotator.cleaning import clean, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

View = TypeVar("View", bound="Callable[..., ResponseReturnValue]")


def reads(*names: str) -> Callable[[View], View]:
    """Return the view has these parameters in its query."""

    def has(view: View) -> View:
        view.parameters = names  # type: ignore[attr-defined]
        return view

    return has


def parameters() -> MultiDict[str, str]:
    """Return the parameters of this page that the address gives."""
    known = _known()
    given = request.args.items(multi=True)
    return MultiDict((name, clean(value)) for name, value in given if name in known)


def asked(name: str) -> str:
    """Return one parameter of this page; empty if the address does not give it."""
    if name not in _known():
        raise LookupError(f"The view {request.endpoint} does not say that it reads “{name}”.")
    return parameters().get(name, "")


def number(name: str) -> int | None:
    """Return one parameter as a whole number; None for anything else."""
    return whole_number(asked(name))


def page_number() -> int:
    """Return the page of a list that the address asks for, else the first."""
    return number("page") or 1


def same_page(**changed: object) -> str:
    """Return the address of this page with some of its parameters changed; an empty one is left
    out.
    """
    unknown = changed.keys() - set(_known())
    if unknown:
        raise LookupError(f"The view {request.endpoint} does not read {sorted(unknown)}.")
    query = {**parameters().to_dict(), **changed}
    path = url_for(str(request.endpoint), **(request.view_args or {}))
    # Not as arguments of url_for, to which “_method” or “endpoint” would mean something.
    written = urlencode({name: value for name, value in query.items() if value != ""})
    return f"{path}?{written}" if written else path


def _known() -> tuple[str, ...]:
    view = current_app.view_functions.get(str(request.endpoint))
    return getattr(view, "parameters", ())
