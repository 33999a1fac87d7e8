"""What a file gives: texts with what is known of them, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator import dates
from annotator.cleaning import clean, language_code, one_line, web_address
from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.dates import PartialDate

FIELDS = ("outlet", "title", "author", "url", "date", "language")


@dataclass(frozen=True, slots=True)
class IncomingText:
    """One text; `name` says where it stands ("speech.txt", "feed.jsonl, line 7").

    What the text does not say of itself is None.
    """

    name: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no text, and why."""

    name: str
    reason: str


Incoming = IncomingText | Unreadable


def incoming(name: str, text: str, given: Mapping[str, str | None]) -> Incoming:
    """Return a text with the fields given (those of FIELDS), checked; Unreadable when one is
    wrong.
    """
    text = clean(text)
    if not text.strip():
        return Unreadable(name, "It holds no text.")
    fields = {key: one_line(given.get(key) or "") for key in FIELDS}
    try:
        return IncomingText(
            name=name,
            text=text,
            title=fields["title"] or None,
            outlet=fields["outlet"] or None,
            author=fields["author"] or None,
            url=web_address(fields["url"]) if fields["url"] else None,
            published=dates.parse(fields["date"]),
            language=language_code(fields["language"]) if fields["language"] else None,
        )
    except BadInput as error:
        return Unreadable(name, str(error))
