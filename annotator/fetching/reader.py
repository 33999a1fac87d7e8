"""The process that reads: reads bytes of one kind, prints JSON.

`python -m annotator.fetching.reader html`
"""

from __future__ import annotations

import json
import re
import resource
import sys
from typing import TYPE_CHECKING

from annotator import dates
from annotator.cleaning import clean, one_line
from annotator.errors import BadInput
from annotator.imports import pdf
from annotator.imports.decoding import decoded
from annotator.imports.html import article

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_MEMORY = 1024**3
MOST_SECONDS = 25
_INSTEAD = "Paste the text instead."
# The mark of a fact-check (schema.org), as JSON-LD or in an attribute.
_CLAIM_REVIEW = re.compile(rb"[\"'/]ClaimReview[\"']")

Said = dict[str, str]


def said(kind: str, data: bytes) -> Said:
    """Return the text, title, publisher and date of a page, PDF or text file, or the error."""
    try:
        found = KINDS[kind](data)
    except BadInput as error:
        return {"error": f"{error} {_INSTEAD}"}
    published = _date(found.get("published", ""))
    return {
        "text": clean(found["text"]),
        "title": one_line(found.get("title", ""))[:500],
        "publisher": one_line(found.get("publisher", ""))[:200],
        "published": published,
        "claim_review": found.get("claim_review", ""),
    }


def _html(data: bytes) -> Said:
    page = article(data)
    return {
        "text": page["text"],
        "title": page["title"] or "",
        "publisher": page["sitename"] or page["hostname"] or "",
        "published": page["date"] or "",
        "claim_review": "yes" if _CLAIM_REVIEW.search(data) else "",
    }


def _pdf(data: bytes) -> Said:
    found = pdf.content(data)
    return {"text": found.text, "title": found.title}


def _text(data: bytes) -> Said:
    return {"text": decoded(data)}


KINDS: dict[str, Callable[[bytes], Said]] = {"html": _html, "pdf": _pdf, "text": _text}


def _date(written: str) -> str:
    """Return a date that we can use, or nothing: what a page says of itself is often wrong."""
    try:
        return str(dates.parse(written) or "")
    except BadInput:
        return ""


def main() -> None:
    """Read standard input within the limits and answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    answer = said(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
