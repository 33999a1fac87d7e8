"""The text in bytes from elsewhere, read in a separate process.

Parsers of pages and PDF files are large, and what they are given here may be made to break them:
the process has little memory and little time, knows no secret, and can be lost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from annotator import dates
from annotator.errors import NotFetched
from annotator.fetching.download import Downloaded
from annotator.language import _
from annotator.records import SourceText
from annotator.settings import ROOT

SECONDS = 30
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "text",
}
_HTML_BEGINS = (b"<!doctype html", b"<html")
_HTML_NAMES = (".html", ".htm", ".xhtml")
UNREADABLE = "It could not be read: it took too much time or memory. Paste the text instead."


def file(name: str, data: bytes) -> Downloaded:
    """Return a file as if it had been downloaded: its type is told by what is in it, then by its
    name.
    """
    begin = data[:1024].lstrip().lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        media_type = "application/pdf"
    elif begin.startswith(_HTML_BEGINS) or name.lower().endswith(_HTML_NAMES):
        media_type = "text/html"
    else:
        media_type = "text/plain"
    return Downloaded(data, media_type)


def read(given: Downloaded, seconds: float = SECONDS) -> SourceText:
    """Return the text with what it says of itself. Raises NotFetched."""
    kind = _KINDS.get(given.media_type)
    if kind is None:
        raise NotFetched(
            _(
                "There is no page, PDF or text at the address but “%(value)s”. Paste the text "
                "instead.",
                value=given.media_type[:60],
            )
        )
    said = _said(kind, in_utf8(given) if kind != "pdf" else given.data, seconds)
    if "error" in said:
        raise NotFetched(said["error"])
    return SourceText(
        text=said["text"],
        media_type=given.media_type,
        title=said["title"],
        publisher=said["publisher"],
        published=dates.parse(said["published"]),
        url=given.url,
        claim_review=bool(said["claim_review"]),
    )


def _said(kind: str, data: bytes, seconds: float) -> dict[str, str]:
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "annotator.fetching.reader", kind],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            # No address of a database, no key: nothing that a broken parser could give away.
            env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
            check=True,
        )
        found: dict[str, str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotFetched(UNREADABLE) from error
    return found


def in_utf8(given: Downloaded) -> bytes:
    """Return the bytes in UTF-8 where the answer's head names another encoding, and rightly so."""
    if not given.charset:
        return given.data
    try:
        return given.data.decode(given.charset).encode()
    except (LookupError, UnicodeError):
        return given.data
