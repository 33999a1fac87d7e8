"""Where a redirect may lead that a request asks for: a page of ours, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

#: Browsers drop tabs and ends of lines, and take “\\” for “/”; blanks and “@” have no place here.
_FORBIDDEN = re.compile(r"[^\x21-\x7e]|\\")
#: No page of ours has a longer address.
LONGEST = 2000


def local_path(written: str) -> str | None:
    """Return a path with its query as it was written if a page of ours has it, else None.

    The rule is a list of what is allowed, the addresses of our pages, so that no other form of an
    address needs to be known.
    """
    if len(written) > LONGEST or not written.startswith("/") or _FORBIDDEN.search(written):
        return None
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    path = unquote(parts.path, errors="replace")
    if parts.scheme or parts.netloc or "//" in path or _FORBIDDEN.search(path):
        return None
    return written if _is_page(path) else None


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return True
