"""What every answer carries for the browser's own guard, and how the cookie travels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask.sessions import SecureCookieSessionInterface

if TYPE_CHECKING:
    from flask import Flask, Response

# Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
#: A year, in seconds. For this host alone: what else its domain serves is not ours to decide.
STRICT_TRANSPORT_SECURITY = "max-age=31536000"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class _Sessions(SecureCookieSessionInterface):
    """Cookies that only travel over TLS, but for a browser on the very machine that serves."""

    def get_cookie_secure(self, app: Flask) -> bool:
        # Not every browser sends a Secure cookie to http://127.0.0.1.
        host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
        return request.is_secure or host not in LOOPBACK


def protect(app: Flask) -> None:
    """Put the headers on every answer, and the cookie's rule in force."""
    app.session_interface = _Sessions()
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        # Over http a browser ignores it, and anybody on the way could have written it.
        response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY)
    # Pages hold judgements: no cache between us and the reader keeps them.
    response.headers.setdefault("Cache-Control", "no-store")
    return response
