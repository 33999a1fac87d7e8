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
#: Of the first words that name a text without a title.
TITLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class IncomingText:
    """One text; `name` says where it stands ("speech.txt", "feed.jsonl, line 7").

    `of_many` says that its file holds a text in each line, so the name of the file says nothing.
    """

    name: str
    text: str
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)
    of_many: bool = field(default=False, compare=False)

    @property
    def substitute_title(self) -> str:
        """Return the title of a text that has none: its file's name, or its first words."""
        if self.of_many:
            return first_words(self.text)
        stem = self.name.replace("\\", "/").rsplit("/", 1)[-1]
        return stem.rsplit(".", 1)[0] or stem


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no text, and why."""

    name: str
    reason: str


Incoming = IncomingText | Unreadable


def first_words(text: str) -> str:
    """Return the first words of a text, marked as such: “The harbour was open …”."""
    words = one_line(text[: 4 * TITLE_CHARACTERS])
    if len(words) > TITLE_CHARACTERS:
        words = words[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def incoming(
    name: str, text: str, given: Mapping[str, str | None], *, of_many: bool = False
) -> Incoming:
    """Return a text with the fields given (those of FIELDS), checked; Unreadable when one is
    wrong.
    """
    text = clean(text)
    if not text.strip():
        return Unreadable(name, "It holds no text.")
    try:
        return IncomingText(name, text, _read(given), of_many)
    except BadInput as error:
        return Unreadable(name, str(error))


def _read(given: Mapping[str, str | None]) -> DocumentMetadata:
    """Return the fields as they are kept. Raises BadInput for one that is wrong."""
    written = {name: one_line(given.get(called) or "") for name, called in _NAMES.items()}
    return DocumentMetadata(
        **{name: _READERS.get(name, str)(value) for name, value in written.items() if value}
    )
