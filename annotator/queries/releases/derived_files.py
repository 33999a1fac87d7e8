"""Files of a release in formats that it does not keep, and the hashes recorded of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.exports import FORMATS
from annotator.models import DerivedFile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.exports import Format
    from annotator.queries.releases.releases import OneRelease


@dataclass(frozen=True, slots=True)
class RecordedHash:
    """The SHA-256 of a derived file, as a version of its writer wrote it."""

    writer: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that is derived on request; `recorded` are its hashes, the latest last.

    `writer` is the version that would write it now.
    """

    key: str
    name: str
    writer: str
    recorded: tuple[RecordedHash, ...]

    @property
    def present(self) -> RecordedHash | None:
        """Return the hash that the file has now, None until someone has asked for it."""
        return next((one for one in self.recorded if one.writer == self.writer), None)

    @property
    def earlier(self) -> tuple[RecordedHash, ...]:
        """Return the hashes of earlier versions of the writer."""
        return tuple(one for one in self.recorded if one.writer != self.writer)


def offered_files(session: Session, found: OneRelease) -> tuple[OfferedFile, ...]:
    """Return the formats of a release that it does not keep, in the order of FORMATS."""
    kept = {file.key for file in found.files}
    recorded = session.scalars(
        select(DerivedFile)
        .where(DerivedFile.release_id == found.id)
        .order_by(DerivedFile.derived_at)
    ).all()
    return tuple(
        OfferedFile(
            known.key,
            file_name(found.number, known),
            known.version,
            tuple(
                RecordedHash(row.writer, row.sha256, row.size)
                for row in recorded
                if row.key == known.key
            ),
        )
        for known in FORMATS
        if known.key not in kept
    )


def file_name(number: int, known: Format) -> str:
    """Return what the file of a release in a format is called."""
    return f"release-{number}{known.suffix}"
