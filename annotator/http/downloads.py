"""Files on their way out."""

from __future__ import annotations

import re
from collections.abc import Generator
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Iterator


def download(content: Iterator[bytes], filename: str, media_type: str) -> Response:
    """Return an answer that a browser keeps as a file of this name.

    The first piece is made now, so an error that keeps a file from beginning has its page. A later
    one cuts the connection: the browser says that the file is not whole.
    """
    name = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "-", filename).strip()
    # The star is for letters beyond ASCII (RFC 6266).
    named = f"filename*=UTF-8''{quote(name)}"
    answer = Response(
        chain([next(content, b"")], content),
        mimetype=media_type,
        headers={"Content-Disposition": f"attachment; {named}"},
    )
    if isinstance(content, Generator):
        # What it holds open is closed also when the browser goes away.
        answer.call_on_close(content.close)
    return answer
