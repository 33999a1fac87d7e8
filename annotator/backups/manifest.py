"""The manifest of a backup: what it holds, and the checksum of each file."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING

import msgspec

from annotator.errors import BadInput, Damaged
from annotator.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "claimbook-backup/1"
NAME = "manifest.json"
#: The SHA-256 of the manifest, as the program `sha256sum` writes it.
CHECKSUM = "manifest.sha256"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackedUpFile:
    """A file of a backup: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CopiedDatabase:
    """A copy of a database in a folder: its file, and what was in it at that moment.

    `rows` says for each table how many there are. `version` is that of SQLite or of the server.
    """

    kind: str
    version: str
    revision: str
    rows: dict[str, int]
    file: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `files` has every file but the manifest and its checksum,
    by its path in the folder."""

    made_at: datetime
    claimbook: str
    database: CopiedDatabase
    files: dict[str, BackedUpFile] = field(default_factory=dict)
    format: str = FORMAT

    @property
    def rows(self) -> int:
        """Return the number of rows of all tables."""
        return sum(self.database.rows.values())

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(file.size for file in self.files.values())


def claimbook_version() -> str:
    """Return the version of this program."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of a backup."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / NAME).write_bytes(content + b"\n")
    (folder / CHECKSUM).write_bytes(_checksum(content + b"\n"))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup. Raises BadInput, Damaged."""
    try:
        content = (folder / NAME).read_bytes()
        checksum = (folder / CHECKSUM).read_bytes()
    except OSError as error:
        raise BadInput(f"{folder} is no backup: it has no {NAME} and {CHECKSUM}.") from error
    if checksum != _checksum(content):
        raise Damaged(
            f"{folder / NAME} does not have the SHA-256 of {CHECKSUM}. Nothing was changed. Use"
            " another backup."
        )
    try:
        found = msgspec.json.decode(content)
        if isinstance(found, dict) and found.get("format", FORMAT) != FORMAT:
            raise BadInput(
                f"{folder} is a backup of the format {found['format']}; this version of Claimbook"
                f" reads {FORMAT}. Restore it with the version that made it."
            )
        return msgspec.convert(found, Manifest)
    except msgspec.MsgspecError as error:
        raise Damaged(
            f"{folder / NAME} is damaged ({error}). Nothing was changed. Use another backup."
        ) from error


def described(folder: Path) -> dict[str, BackedUpFile]:
    """Return every file in the folder of a backup but its manifest, hashed."""
    return {
        path.relative_to(folder).as_posix(): _described(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path not in (folder / NAME, folder / CHECKSUM)
    }


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise Damaged unless each file of a backup is what the manifest says, and no other exists."""
    found = described(folder)
    for name in sorted(found.keys() | manifest.files.keys()):
        if name not in found:
            reason = "is missing"
        elif name not in manifest.files:
            reason = "is not in the manifest"
        elif found[name] != manifest.files[name]:
            reason = "does not have the SHA-256 of the manifest"
        else:
            continue
        raise Damaged(f"{folder / name} {reason}. Nothing was changed. Use another backup.")


def _checksum(content: bytes) -> bytes:
    return f"{hashlib.sha256(content).hexdigest()}  {NAME}\n".encode()


def _described(path: Path) -> BackedUpFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return BackedUpFile(size, digest.hexdigest())
