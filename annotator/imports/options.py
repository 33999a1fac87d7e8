"""Options of an import: what holds for texts that do not say it, and how they are cut."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from annotator.records import DocumentMetadata


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`unstated` holds for texts that do not say it themselves; `finely` is how they are cut."""

    unstated: DocumentMetadata = field(default_factory=DocumentMetadata)
    finely: bool = False

    @property
    def for_one(self) -> bool:
        """Return True if they name what can belong to one text only."""
        return bool(self.unstated.title or self.unstated.url)


def written(options: ImportOptions) -> str:
    """Return the options as JSON."""
    return msgspec.json.encode(options).decode()


def read(json: str | None) -> ImportOptions:
    """Return the options from JSON; the default for nothing."""
    return msgspec.json.decode(json, type=ImportOptions) if json else ImportOptions()
