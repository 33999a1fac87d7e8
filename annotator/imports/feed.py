"""Feeds, RSS or Atom: a text an entry, whole where the feed has it whole."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from annotator.cleaning import web_address
from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports import blocks
from annotator.imports.fields import FieldReader
from annotator.imports.incoming import Unreadable, guessed
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield one text an entry. Raises BadInput when it is no feed, or has no entry."""
    # Imported here: most imports hold no feed.
    import feedparser

    if not data.strip():
        raise BadInput(_("It is empty."))
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise BadInput(_("It defines entities, which no feed needs. Remove them and try again."))
    # As a stream: a string could be taken for an address.
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        said = _("It has no entry.") if found.version else _("It is neither RSS nor Atom.")
        raise BadInput(said)
    reader = FieldReader(name, answers)
    outlet = found.feed.get("title")
    language = found.feed.get("language")
    for number, entry in enumerate(found.entries, start=1):
        where = f"{name}, entry {number}"
        text = _text(entry)
        if not text:
            yield Unreadable(where, "It holds no text.")
            continue
        guesses = guessed([("outlet", blocks.text_in(outlet or ""), GuessOrigin.FEED)])
        yield reader.text(where, {"text": text, **_fields(entry, language)}, guesses)
    yield from reader.questions()


def _text(entry: Any) -> str:
    """Return the longest of what the entry gives: its content, or the summary of it."""
    given = [one.get("value", "") for one in entry.get("content", ())]
    texts = [blocks.text_in(one) for one in (*given, entry.get("summary", ""))]
    return max(texts, key=len)


def _fields(entry: Any, language: str | None) -> dict[str, str | None]:
    """Return what the entry states; an address that no link may carry is left out."""
    names = [one.get("name") for one in entry.get("authors", ()) if one.get("name")]
    try:
        url = web_address(entry.get("link") or "")
    except BadInput:
        url = None
    tags = "; ".join(one.get("term") or "" for one in entry.get("tags", ()))
    return {
        "title": blocks.text_in(entry.get("title") or "") or None,
        "author": "; ".join(names) or entry.get("author"),
        "url": url,
        "date": _day(entry),
        "language": language if language and language[:2].isalpha() else None,
        "external_id": entry.get("id"),
        "tags": tags,
    }


def _day(entry: Any) -> str | None:
    """Return the day of publication, as UTC has it; the day of the last change where it lacks."""
    at = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime(*at[:3]).date().isoformat() if at else None  # noqa: DTZ001
