"""Web pages: the article's text and what the page says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.imports.incoming import incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming


def read(name: str, data: bytes) -> Iterator[Incoming]:
    """The article of an HTML page. Raises BadInput when none is found in it."""
    # Imported here: it takes a second, and most imports hold no HTML.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if not data.strip():
        raise BadInput("It is empty.")
    found = bare_extraction(data, include_comments=False, with_metadata=True)
    page = found.as_dict() if isinstance(found, Document) else {}
    if not page.get("text"):
        raise BadInput("No article was found in the page. Save its text as .txt and import that.")
    # What a page says of itself is often wrong: a field that we cannot use is left out.
    yield incoming(
        name,
        page["text"],
        {
            "outlet": page["sitename"],
            "title": page["title"],
            "author": page["author"],
            "url": page["url"] if _is_web(page["url"]) else None,
            "date": page["date"],
            "language": page["language"],
        },
    )


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))
