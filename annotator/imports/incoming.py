"""What a file gives: texts with what is known of them, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the reader of chunks looks it up
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.cleaning import clean, is_blank, language_code, one_line, web_address
from annotator.errors import BadInput
from annotator.import_states import GuessOrigin  # noqa: TC001 - so is this
from annotator.imports.questions import FileQuestion
from annotator.records import DOCUMENT_FIELDS, DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: How a field is read whose value is more than a text.
_READERS: dict[str, Callable[[str], Any]] = {
    "url": web_address,
    "published": dates.parse,
    "language": language_code,
}
#: What files call the fields of a document.
_NAMES = {name: "date" if name == "published" else name for name in DOCUMENT_FIELDS}
FIELDS = tuple(_NAMES.values())
_FIELDS = {called: name for name, called in _NAMES.items()}
#: Of the first words that name a text without a title.
TITLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Guesses:
    """What a text seems to say of itself: values, and by field where each was found.

    Guesses are apart from what a text states, and are kept only where a person confirms them.
    """

    values: DocumentMetadata = field(default_factory=DocumentMetadata)
    origins: Mapping[str, GuessOrigin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IncomingText:
    """One text; `name` says where it stands ("speech.txt", "feed.jsonl, line 7").

    `of_many` says that its file holds a text in each line, so the name of the file says nothing.
    `other_fields` are those of its file that no field of a document is for; `external_id` is how
    others call the text.
    """

    name: str
    text: str
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)
    of_many: bool = field(default=False, compare=False)
    guesses: Guesses = field(default_factory=Guesses, compare=False)
    external_id: str | None = field(default=None, compare=False)
    other_fields: Mapping[str, str] = field(default_factory=dict, compare=False)

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


@dataclass(frozen=True, slots=True)
class FileNote:
    """A remark on a file that changes no text: that it was skipped, or what its table lacked."""

    name: str
    words: str


Incoming = IncomingText | Unreadable
#: What reading a file gives: its texts and failures in order, with questions and notes about it.
Read = Incoming | FileQuestion | FileNote


def first_words(text: str) -> str:
    """Return the first words of a text, marked as such: “The harbour was open …”."""
    words = one_line(text[: 4 * TITLE_CHARACTERS])
    if len(words) > TITLE_CHARACTERS:
        words = words[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def incoming(
    name: str,
    text: str,
    given: Mapping[str, str | None],
    *,
    of_many: bool = False,
    guesses: Guesses | None = None,
) -> Incoming:
    """Return a text with the fields given (those of FIELDS), checked; Unreadable when one is
    wrong.
    """
    text = clean(text)
    if is_blank(text):
        return Unreadable(name, "It holds no text." if of_many else "It is empty.")
    try:
        return IncomingText(name, text, _read(given), of_many, guesses or Guesses())
    except BadInput as error:
        return Unreadable(name, str(error))


def guessed(found: Iterable[tuple[str, str | None, GuessOrigin]]) -> Guesses:
    """Return guesses from fields (those of FIELDS), values and origins: the first of each field.

    A guess that no field can hold is left out: nothing says that it was meant.
    """
    values: dict[str, Any] = {}
    origins: dict[str, GuessOrigin] = {}
    for called, written, origin in found:
        name = _FIELDS[called]
        line = one_line(written or "")
        if name in values or not line:
            continue
        try:
            values[name] = _READERS.get(name, str)(line)
        except BadInput:
            continue
        origins[name] = origin
    return Guesses(DocumentMetadata(**values), origins)


def _read(given: Mapping[str, str | None]) -> DocumentMetadata:
    """Return the fields as they are kept. Raises BadInput for one that is wrong."""
    written = {name: one_line(given.get(called) or "") for name, called in _NAMES.items()}
    return DocumentMetadata(
        **{name: _READERS.get(name, str)(value) for name, value in written.items() if value}
    )
