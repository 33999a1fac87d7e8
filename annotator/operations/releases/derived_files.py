"""Derived files: a release in another format, written from the native file that it keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from sqlalchemy import select

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import Damaged, NotFound
from annotator.exports import FORMATS, NATIVE, jsonl
from annotator.language import _
from annotator.models import DerivedFile, Release
from annotator.operations.audit_log import record
from annotator.queries.releases.derived_files import file_name
from annotator.queries.releases.releases import content_of
from annotator.storage import chunks
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from annotator.exports import Format
    from annotator.queries.releases.releases import OneRelease
    from annotator.storage.chunks import Written


@dataclass(frozen=True, slots=True)
class Derived:
    """A file of a release that lies in a room, written by `known`."""

    release_id: int
    known: Format
    name: str
    written: Written


def derive(session: Session, *, found: OneRelease, key: str, room: IO[bytes]) -> Derived:
    """Write a release in a format to `room`; from a session that only reads, so no writer waits.

    Raises NotFound for another format, Damaged if the native file is not what it was.
    """
    known = next((one for one in FORMATS if one.key == key), None)
    if known is None:
        raise NotFound(_("The release has no file “%(key)s”.", key=key))
    claims = jsonl.read(_native(session, found))
    written = chunks.write(known.write(claims), room)
    return Derived(found.id, known, file_name(found.number, known), written)


def record_hash(session: Session, derived: Derived) -> str | None:
    """Record the hash of a derived file, and that it was exported.

    Return a sentence if an earlier version of the writer gave another hash, else None. Raises
    Damaged if this version did.
    """
    recorded = session.scalars(
        select(DerivedFile)
        .where(DerivedFile.release_id == derived.release_id, DerivedFile.key == derived.known.key)
        .order_by(DerivedFile.derived_at)
    ).all()
    same = [one for one in recorded if one.writer == derived.known.version]
    if not same:
        _record_first(session, derived)
    elif same[0].sha256 != derived.written.sha256:
        raise Damaged(
            _(
                "%(name)s does not have the SHA-256 that %(writer)s gave it before. Nothing "
                "was exported. Report this: the writer changed without a new version.",
                name=derived.name,
                writer=same[0].writer,
            )
        )
    _record_export(session, derived)
    others = [one for one in recorded if one.sha256 != derived.written.sha256]
    return _changed(derived, others[-1]) if others else None


def _native(session: Session, found: OneRelease) -> Iterator[bytes]:
    """Yield the native file piece by piece. Raises Damaged at its end if its hash differs."""
    digest = hashlib.sha256()
    for piece in content_of(session, found, NATIVE.key):
        digest.update(piece)
        yield piece
    file = next(one for one in found.files if one.key == NATIVE.key)
    if digest.hexdigest() != file.sha256:
        raise Damaged(
            _(
                "%(name)s does not have the SHA-256 that was recorded when the release was "
                "made. Nothing was exported. Restore the database from a backup.",
                name=file.name,
            )
        )


def _record_first(session: Session, derived: Derived) -> None:
    session.execute(
        insert_into(session, DerivedFile)
        .values(
            release_id=derived.release_id,
            key=derived.known.key,
            writer=derived.known.version,
            sha256=derived.written.sha256,
            size=derived.written.size,
            derived_at=now(),
        )
        # Another person asked for it at the same moment.
        .on_conflict_do_nothing()
    )


def _record_export(session: Session, derived: Derived) -> None:
    release = session.get_one(Release, derived.release_id)
    record(
        session,
        Action.SET_EXPORTED,
        f"release {release.number}",
        after={
            "file": derived.name,
            "writer": derived.known.version,
            "sha256": derived.written.sha256,
        },
        claim_set_id=release.claim_set_id,
    )


def _changed(derived: Derived, before: DerivedFile) -> str:
    return (
        f"{derived.name} is written by {derived.known.version} now. The file that"
        f" {before.writer} wrote had another SHA-256: {before.sha256}."
    )
