"""The cookie of a log-in, which changes only after the session's row is committed; and that of a
browser's own choice.
"""

from __future__ import annotations

import secrets
from typing import cast

from flask import Response, after_this_request, current_app, g, request
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer

from annotator.http.transaction import after_commit, keep

KEYS, HIDDEN = "claimbook_keys", "hidden"
#: A year, in seconds.
LASTING = 365 * 24 * 3600


def login_token() -> str | None:
    """Return the token of the log-in that the browser holds."""
    return cookie.get("login")


def drawn_for() -> int | None:
    """Return the user for whom the form of this request was drawn, by its own guard, which we
    signed; None if that does not tell.
    """
    signed = URLSafeTimedSerializer(str(current_app.secret_key), salt="wtf-csrf-token")
    try:
        guard = str(signed.loads(request.form.get("csrf_token", "")))
    except BadData:
        return None
    user_id, point, _ = guard.partition(".")
    return int(user_id) if point and user_id.isdecimal() else None


def enter(token: str, user_id: int) -> None:
    """Commit a log-in and give the browser a new cookie for it.

    A cookie that an attacker fixed before is worth nothing then.
    """
    keep()
    cookie.clear()
    # The form's guard was made for the old cookie; a kept form that is sent on needs a new one.
    g.pop("csrf_token", None)
    cookie["login"] = token
    # A form tells by its guard for whom it was drawn, even if another person sends it later.
    cookie["csrf_token"] = f"{user_id}.{secrets.token_hex()}"
    # Put in now: two answers at once would each make their own, and one page's would be refused.
    generate_csrf()


def renew(token: str) -> None:
    """Commit a log-in that follows another one of the same user; open forms stay valid."""
    keep()
    cookie["login"] = token


def leave() -> None:
    """Commit a log-out and clear the cookie."""
    keep()
    cookie.clear()


def hand_on(name: str, value: list[int | str]) -> None:
    """Give the next page a value that is stored nowhere else, once this request is committed."""
    after_commit(lambda: cookie.update({name: value}))


def handed_on(name: str) -> list[int | str] | None:
    """Return the value that the request before handed on, and forget it: None the second time."""
    return cast("list[int | str] | None", cookie.pop(name, None))


def keys_hidden() -> bool:
    """Return True if this browser shows no keys beside their controls."""
    return request.cookies.get(KEYS) == HIDDEN


def show_keys(*, shown: bool) -> None:
    """Let this browser show or hide keys, also after the session."""

    @after_this_request
    def put(response: Response) -> Response:
        if shown:
            response.delete_cookie(KEYS)
        else:
            response.set_cookie(
                KEYS,
                HIDDEN,
                max_age=LASTING,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response
