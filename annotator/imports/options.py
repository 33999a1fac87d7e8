"""Options of an import: what holds for texts that do not say it, and how they are cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from annotator.imports.questions import Answers
from annotator.records import DocumentMetadata

if TYPE_CHECKING:
    from annotator.import_states import GuessOrigin
    from annotator.imports.incoming import IncomingText


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`unstated` holds for texts that do not say it themselves; `finely` is how they are cut.

    `answers` are about the files. Guessed fields are kept only with `accept_guesses`: a person saw
    them.
    """

    unstated: DocumentMetadata = field(default_factory=DocumentMetadata)
    finely: bool = False
    answers: Answers = field(default_factory=Answers)
    accept_guesses: bool = False

    @property
    def for_one(self) -> bool:
        """Return True if they name what can belong to one text only."""
        return bool(self.unstated.title or self.unstated.url)

    def metadata_of(self, text: IncomingText) -> DocumentMetadata:
        """Return what is kept of a text: what it states, then what is given, then guesses."""
        known = text.metadata.completed_by(self.unstated)
        return known.completed_by(text.guesses.values) if self.accept_guesses else known

    def guesses_for(self, text: IncomingText) -> dict[str, GuessOrigin]:
        """Return the fields that only a guess fills, and where each was found."""
        known = text.metadata.completed_by(self.unstated)
        origins = text.guesses.origins.items()
        return {name: origin for name, origin in origins if getattr(known, name) is None}


def written(options: ImportOptions) -> str:
    """Return the options as JSON."""
    return msgspec.json.encode(options).decode()


def read(json: str | None) -> ImportOptions:
    """Return the options from JSON; the default for nothing."""
    return msgspec.json.decode(json, type=ImportOptions) if json else ImportOptions()
