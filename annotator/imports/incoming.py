"""What a file gives: texts with what is known of them, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.cleaning import clean, language_code, one_line, web_address
from annotator.errors import BadInput
from annotator.records import DOCUMENT_FIELDS, DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: How a field is read whose value is more than a text.
_READERS: dict[str, Callable[[str], Any]] = {
    "url": web_address,
    "published": dates.parse,
    "language": language_code,
}
#: What files call the fields of a document.
_NAMES = {name: "date" if name == "published" else name for name in DOCUMENT_FIELDS}
FIELDS = tuple(_NAMES.values())


@dataclass(frozen=True, slots=True)
class IncomingText:
    """One text; `name` says where it stands ("speech.txt", "feed.jsonl, line 7")."""

    name: str
    text: str
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)


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
    try:
        return IncomingText(name, text, _read(given))
    except BadInput as error:
        return Unreadable(name, str(error))


def _read(given: Mapping[str, str | None]) -> DocumentMetadata:
    """Return the fields as they are kept. Raises BadInput for one that is wrong."""
    written = {name: one_line(given.get(called) or "") for name, called in _NAMES.items()}
    return DocumentMetadata(
        **{name: _READERS.get(name, str)(value) for name, value in written.items() if value}
    )
