"""Who is asking, and what they may see: every view names its rule, and without one it is shut."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from flask import current_app, g, request

from annotator.errors import Refused
from annotator.http import cookies, transaction
from annotator.labels import label
from annotator.language import ngettext
from annotator.operations.people.logins import half_over, prolong, token_sha256
from annotator.queries.people import people as queries
from annotator.strangers import KNOWN
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from annotator.queries.people.people import Login, Person

View = TypeVar("View", bound="Callable[..., ResponseReturnValue]")

ANYBODY: frozenset[Role] | None = None
LOGGED_IN = frozenset(Role)
# Assets say nothing about anybody.
ASSETS = "assets.one"


class LoginNeeded(Exception):
    """The page needs a log-in; `pending_forms` answers it."""


def allow_anybody(view: View) -> View:
    """Return the view needs no log-in."""
    view.allowed = ANYBODY  # type: ignore[attr-defined]
    return view


def allow_logged_in(view: View) -> View:
    """Return the view needs a log-in of any role."""
    view.allowed = LOGGED_IN  # type: ignore[attr-defined]
    return view


def allow(*roles: Role) -> Callable[[View], View]:
    """Return the view needs one of these roles."""

    def rule(view: View) -> View:
        view.allowed = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return rule


def me() -> Person:
    """Return the person who is logged in. Only for views that need a log-in."""
    return cast("Person", g.person)


def logged_in() -> Person | None:
    """Return the person who is logged in, if anybody is."""
    return cast("Person | None", g.get("person"))


def has(*roles: Role) -> bool:
    """Return True if the person who is logged in has one of these roles."""
    person = logged_in()
    return person is not None and bool(person.roles & set(roles))


def refuse_others(app: Flask) -> None:
    """Find the person before each request, and refuse people without access."""
    app.before_request(_admit)


def recognise() -> Person | None:
    """Find the person who sent this request, once."""
    if "person" not in g:
        token = cookies.login_token()
        login = _login_of(token) if token else None
        g.login = login
        g.person = login.person if login else None
        request.environ[KNOWN] = g.person is not None
    return logged_in()


def require_a_rule(app: Flask) -> None:
    """Fail at the start when a view forgot to say who may see it."""
    for endpoint, view in app.view_functions.items():
        if endpoint != ASSETS and not hasattr(view, "allowed"):
            raise RuntimeError(f"The view {endpoint} names no rule of access.")


def _admit() -> None:
    if request.endpoint in (None, ASSETS):
        return
    allowed = getattr(current_app.view_functions[request.endpoint], "allowed")  # noqa: B009
    recognise()
    if allowed is ANYBODY:
        return
    if g.person is None:
        raise LoginNeeded
    if not g.person.roles & allowed:
        raise Refused(
            ngettext(
                "You are logged in as %(name)s. This page needs the role %(roles)s, which an"
                " administrator can give you.",
                "You are logged in as %(name)s. This page needs one of these roles, which an"
                " administrator can give you: %(roles)s.",
                len(allowed),
                name=g.person.display_name,
                roles=", ".join(sorted(map(label, allowed))),
            )
        )
    hours = transaction.settings().session_hours
    token, login = cookies.login_token(), g.login
    if token and login and transaction.may_change() and half_over(login.expires_at, hours):
        prolong(transaction.session(), token=token, hours=hours)


def _login_of(token: str) -> Login | None:
    # Not in the writing session: a log-in that compares passwords would keep all writers waiting.
    return queries.login(transaction.looking(), token_sha256(token))
