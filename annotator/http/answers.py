"""Whether a page or a script asks: the same addresses answer both."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request


def asked_by_script() -> bool:
    """Return True if the answer is wanted as JSON, by a script of ours."""
    return request.accept_mimetypes.best == "application/json"


def for_script(status: int = 200, **content: Any) -> tuple[Response, int]:
    """Return an answer as JSON."""
    return jsonify(content), status
