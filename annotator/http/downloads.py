"""Files on their way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Iterable


def download(content: Iterable[bytes], filename: str, media_type: str) -> Response:
    """Return an answer that a browser keeps as a file of this name."""
    name = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "-", filename).strip()
    # The star is for letters beyond ASCII (RFC 6266).
    named = f"filename*=UTF-8''{quote(name)}"
    return Response(
        content,
        mimetype=media_type,
        headers={"Content-Disposition": f"attachment; {named}"},
    )
