"""Requests as they come: what no browser sends is read as what it most likely means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

import flask

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

#: All of ASCII that can be seen, “%” too: what is escaped already stays as it is.
_KEPT = "".join(map(chr, range(0x21, 0x7F)))


class Request(flask.Request):
    """A request whose query is ASCII: other bytes are escaped, as a browser does."""

    def __init__(self, environ: WSGIEnvironment, *args: Any, **kwargs: Any) -> None:
        query = str(environ.get("QUERY_STRING", "")).encode("latin-1", "replace")
        environ["QUERY_STRING"] = quote_from_bytes(query, safe=_KEPT)
        super().__init__(environ, *args, **kwargs)
