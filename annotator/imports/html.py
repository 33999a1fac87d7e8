"""Web pages: the article's text and what the page says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from annotator.cleaning import web_address
from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports import blocks
from annotator.imports.decoding import decoded
from annotator.imports.incoming import guessed, incoming
from annotator.imports.limits import MOST_TAGS
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming
    from annotator.imports.questions import Answers

#: What a page without them says nothing with.
_PARAGRAPHS = ("p", "h1", "h2", "h3", "li", "td", "article", "main", "blockquote", "pre")
#: What is known of an article.
_SAID = ("title", "author", "url", "hostname", "sitename", "date", "language")
_WHOLE = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_PIECE = re.compile(rb"<(?:p|h[1-6]|div|article|main|section|li|td|br)\b", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]*\slang=[\"']?([A-Za-z]{2})", re.IGNORECASE)


def read(name: str, data: bytes, _answers: Answers) -> Iterator[Incoming]:
    """Yield the article of an HTML page. Raises BadInput when none is found in it."""
    if not data.strip():
        raise BadInput(_("It is empty."))
    try:
        page = article(data)
    except BadInput as error:
        raise BadInput(
            _("%(error)s Save its text as .txt and import that.", error=error)
        ) from error
    # What a page says of itself is often wrong: a field that we cannot use is left out.
    stated = {"url": _address(page["url"]), "language": page["language"] or _language(data)}
    head = {
        "outlet": page["sitename"],
        "title": page["title"],
        "author": page["author"],
        "date": page["date"],
    }
    guesses = guessed((field, value, GuessOrigin.PAGE_HEAD) for field, value in head.items())
    yield incoming(name, page["text"], stated, guesses=guesses)


def article(data: bytes) -> dict[str, Any]:
    """Return the article of a page as trafilatura gives it: text, title, sitename, date, …

    Raises BadInput when there is none, or more tags than can be searched.
    """
    # Imported here: it takes a second, and most imports hold no HTML.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, set_date_params

    if (tags := data.count(b"<")) > MOST_TAGS:
        raise BadInput(
            _(
                "It has %(tags)s tags; a page may have %(most)s.",
                tags=f"{tags:,}",
                most=f"{MOST_TAGS:,}",
            )
        )
    page = _whole(data)
    found = bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        # Extensive, it takes the year of a copyright line for the day of publication.
        date_extraction_params=set_date_params(extensive=False),
    )
    article = found.as_dict() if isinstance(found, Document) else dict.fromkeys(_SAID)
    body = article.get("body")
    text = blocks.text_of(body) if body is not None else _without_article(page)
    if not text:
        raise BadInput(_("No article was found in the page."))
    return {**article, "text": text}


def _whole(data: bytes) -> bytes:
    """Return a page; a piece of one, as programs save it, gets the elements around it."""
    if _WHOLE.search(data) or b"\0" in data or not _PIECE.search(data):
        return data
    return f"<html><body>{decoded(data)}</body></html>".encode()


def _without_article(data: bytes) -> str:
    """Return the text of a page in which no article was found: it may be too short for one."""
    from trafilatura.utils import load_html

    root = load_html(data)
    if root is None or not any(root.iter(*_PARAGRAPHS)):
        return ""
    return blocks.page_text(root)


def _language(data: bytes) -> str | None:
    """Return what the page's first tag says of its language."""
    match = _LANGUAGE.search(data[:5000])
    return match[1].decode() if match else None


def _address(url: str | None) -> str | None:
    try:
        return web_address(url or "")
    except BadInput:
        return None
