"""What a person confirms of a text: its fields as they are shown, and as they were changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.cleaning import language_code, one_line
from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports.incoming import Guesses, IncomingText
from annotator.records import DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.imports.options import ImportOptions

#: The fields that a person can change before an import.
EDITED = ("title", "outlet", "published", "author", "language")
#: Of a text for which no language is given.
LANGUAGE = "en"
#: How a field is read whose value is more than a line.
_READERS: Mapping[str, Callable[[str], Any]] = {
    "published": dates.parse,
    "language": language_code,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed: by field, empty for one that was cleared, and whether it is ticked."""

    values: Mapping[str, str] = field(default_factory=dict)
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that a person does not import."""

    name: str


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as a person confirms it: its fields as they are written, and where guesses are from.

    A language that is nowhere named has no origin: it is what holds for all texts.
    """

    values: Mapping[str, str]
    guessed: Mapping[str, GuessOrigin | None]
    ticked: bool

    @property
    def seen(self) -> str:
        """Return a word by which one state of it is told from another."""
        said = json.dumps([*(self.values[name] for name in EDITED), self.ticked])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def shown(text: IncomingText, options: ImportOptions, address: str | None, edit: Edit) -> ShownText:
    """Return a text as a person confirms it; `address` is where its file was fetched."""
    known = _known(text, options, address)
    values = {name: str(getattr(known, name) or "") for name in EDITED}
    guessed: dict[str, GuessOrigin | None] = {
        name: at for name, at in options.guesses_for(text).items() if name in EDITED
    }
    if not values["title"]:
        values["title"] = text.substitute_title
        guessed["title"] = GuessOrigin.FIRST_LINES if text.of_many else GuessOrigin.FILE_NAME
    if not text.metadata.language:
        values["language"] = values["language"] or LANGUAGE
        guessed.setdefault("language", None)
    guessed = {name: at for name, at in guessed.items() if name not in edit.values}
    return ShownText({**values, **edit.values}, guessed, edit.ticked)


def confirmed(
    text: IncomingText, options: ImportOptions, address: str | None, edit: Edit
) -> IncomingText:
    """Return a text with the fields that are kept of it."""
    known = _known(text, options, address)
    changed = {name: _read(name, written) for name, written in edit.values.items()}
    return replace(text, metadata=replace(known, **changed), guesses=Guesses())


def checked_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return fields as a person wrote them, trimmed. Raises BadInput that names the field."""
    written = {name: one_line(value) for name, value in values.items()}
    for name, value in written.items():
        try:
            read = _read(name, value)
        except BadInput as error:
            raise BadInput(str(error), name) from error
        written[name] = "" if read is None else str(read)
    return written


def seen_options(options: ImportOptions) -> str:
    """Return a word by which what holds for all texts is told from another state of it."""
    given = [str(getattr(options.unstated, one.name)) for one in fields(options.unstated)]
    said = json.dumps([*given, options.finely])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _known(text: IncomingText, options: ImportOptions, address: str | None) -> DocumentMetadata:
    known = options.metadata_of(text)
    if address and not text.of_many:
        known = known.completed_by(DocumentMetadata(url=address))
    return known


def _read(name: str, written: str) -> Any:
    return _READERS.get(name, str)(written) if written else None
