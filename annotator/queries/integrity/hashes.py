"""Texts and files whose SHA-256 was stored with them, hashed again."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Document, Passage, Release, ReleaseFile, Snapshot
from annotator.queries.releases.releases import kept_bytes
from annotator.storage.paging import in_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

CHUNK = 100


def changed_documents(session: Session) -> Iterator[int]:
    """Yield each document whose text is not what it was when it was imported."""
    wanted = select(Document.id, Document.text, Document.sha256)
    for rows in in_chunks(session, wanted, Document.id, size=CHUNK):
        yield from (row.id for row in rows if _sha256(row.text) != row.sha256)


def changed_snapshots(session: Session) -> Iterator[int]:
    """Yield each snapshot whose text is not what it was when it was fetched."""
    wanted = select(Snapshot.id, Snapshot.text, Snapshot.sha256)
    for rows in in_chunks(session, wanted, Snapshot.id, size=CHUNK):
        yield from (row.id for row in rows if _sha256(row.text) != row.sha256)


def misplaced_passages(session: Session) -> Iterator[int]:
    """Yield each passage whose words are not those of its snapshot at its place."""
    wanted = select(Passage.id, Passage.exact, Passage.start, Passage.end, Snapshot.text).join(
        Snapshot, Snapshot.id == Passage.snapshot_id
    )
    for rows in in_chunks(session, wanted, Passage.id, size=CHUNK):
        yield from (row.id for row in rows if row.text[row.start : row.end] != row.exact)


def changed_release_files(session: Session) -> Iterator[str]:
    """Yield the name of each file of a release whose pieces do not have its SHA-256."""
    files = session.execute(
        select(Release.id, ReleaseFile.key, ReleaseFile.name, ReleaseFile.sha256)
        .join(ReleaseFile, ReleaseFile.release_id == Release.id)
        .order_by(Release.id, ReleaseFile.key)
    ).all()
    for release_id, key, name, sha256 in files:
        if _hash_of_file(session, release_id, key) != sha256:
            yield name


def _hash_of_file(session: Session, release_id: int, key: str) -> str | None:
    """Return the SHA-256 of the pieces of a file, or None if they cannot be unpacked."""
    digest = hashlib.sha256()
    try:
        for piece in kept_bytes(session, release_id, key):
            digest.update(piece)
    except zlib.error:
        return None
    return digest.hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
