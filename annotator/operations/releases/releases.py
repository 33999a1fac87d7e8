"""Releases: a labelled set frozen, with its files byte for byte."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from sqlalchemy import func, insert, select

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import BadInput, Conflict
from annotator.exports import NATIVE
from annotator.language import _
from annotator.models import Release, ReleasedClaim, ReleaseFile, ReleasePiece
from annotator.operations.audit_log import anchor_at_commit, record
from annotator.operations.locks import lock_set
from annotator.queries.audit_log.unvouched import UnvouchedRows, unvouched_rows
from annotator.queries.releases.release_report import reported
from annotator.queries.releases.releases import check_may_read
from annotator.queries.releases.releasing import Tally, released_claims, tally
from annotator.queries.sets.claim_sets import claim_set
from annotator.storage import chunks
from annotator.storage.lock_notes import SetLock
from annotator.storage.written_rows import vouch_for
from annotator.terms import ReleaseRule, words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.records import ReleaseInput
    from annotator.storage.chunks import Written

REPORT = "report"
MOST_MARGIN = 50


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release on its way: its key, name and kind, and where it lies in the room."""

    key: str
    name: str
    media_type: str
    written: Written


@dataclass(frozen=True, slots=True)
class PreparedRelease:
    """A release that only has to be kept; its files lie in `room`.

    Its event vouches for the rows that it rests on and that no event of the set vouches for yet.
    """

    claim_set_id: int
    number: int
    given: ReleaseInput
    found: Tally
    report: dict[str, object]
    files: tuple[File, ...]
    room: IO[bytes]
    unvouched: UnvouchedRows


def prepare(
    session: Session,
    *,
    claim_set_id: int,
    given: ReleaseInput,
    made_by: str | None,
    reader: Reader,
    room: IO[bytes],
) -> PreparedRelease:
    """Write the files of a release to `room`; from a session that only reads, so no writer waits.

    A release keeps the native file and its report. Other formats are derived on request.

    `reader` is the person who releases it, or ANYBODY. Raises BadInput (no such margin, no claim
    fits), NotFound, Refused (they can still change what they judged).
    """
    _check(given)
    in_set = claim_set(session, claim_set_id)
    check_may_read(session, claim_set_id, reader)
    found = tally(session, claim_set_id, given, reader)
    _refuse_none(found)
    number = _last_number(session, claim_set_id) + 1
    claims = released_claims(session, claim_set_id, given, found, reader)
    native = File(
        NATIVE.key,
        f"release-{number}{NATIVE.suffix}",
        NATIVE.media_type,
        chunks.write(NATIVE.write(claims), room),
    )
    report = {
        **reported(in_set, given, found),
        "number": number,
        "made_at": now().isoformat(timespec="seconds"),
        "made_by": made_by,
        "files": [
            {
                "name": native.name,
                "sha256": native.written.sha256,
                "size": native.written.size,
                "writer": NATIVE.version,
            }
        ],
    }
    whole = chunks.write([_whole(report, found)], room)
    told = File(REPORT, f"release-{number}-report.json", "application/json", whole)
    unvouched = unvouched_rows(session, claim_set_id)
    files = native, told
    return PreparedRelease(claim_set_id, number, given, found, report, files, room, unvouched)


def _refuse_none(found: Tally) -> None:
    if not found.released:
        why = ", ".join(f"{count} {words(reason)}" for reason, count in found.left_out.items())
        raise BadInput(
            _(
                "No claim of this set matches this rule (%(value)s). Nothing was released.",
                value=why or _("it has none"),
            ),
            "rule",
        )


def _whole(report: dict[str, object], found: Tally) -> bytes:
    """Return the report as a file: with each kept text that the evidence rests on."""
    sources = [
        {"sha256": sha256, "source": source, "kept_at": kept_at}
        for sha256, source, kept_at in sorted(found.snapshots)
    ]
    whole = json.dumps({**report, "sources": sources}, ensure_ascii=False, indent=2)
    return whole.encode() + b"\n"


def keep(session: Session, *, prepared: PreparedRelease, made_by_id: int | None) -> int:
    """Keep a prepared release and return its id. Raises Conflict if another person was faster."""
    lock_set(session, prepared.claim_set_id, SetLock.RELEASE)
    if _last_number(session, prepared.claim_set_id) >= prepared.number:
        raise Conflict(
            _("Another person released this set in the meantime. Look at that release first.")
        )
    given = prepared.given
    release = Release(
        claim_set_id=prepared.claim_set_id,
        number=prepared.number,
        rule=given.rule,
        margin=given.margin,
        soft=given.soft,
        any_source=given.any_source,
        made_by_id=made_by_id,
        made_at=now(),
        report=json.dumps(prepared.report, ensure_ascii=False),
    )
    session.add(release)
    session.flush()
    released = [
        {"release_id": release.id, "claim_id": claim_id, "label": label, "basis": basis}
        for claim_id, (label, basis) in prepared.found.released.items()
    ]
    session.execute(insert(ReleasedClaim), released)
    for file in prepared.files:
        _keep_file(session, release.id, file, prepared.room)
    vouch_for(session, prepared.unvouched.present(session))
    _record(session, release, prepared)
    anchor_at_commit(session, prepared.claim_set_id)
    return release.id


def _check(given: ReleaseInput) -> None:
    if (given.rule is ReleaseRule.MAJORITY) is not (given.margin is not None):
        raise BadInput(
            _("A margin belongs to a majority: give one there, and nowhere else."), "margin"
        )
    if given.margin is not None and not 1 <= given.margin <= MOST_MARGIN:
        raise BadInput(
            _(
                "The margin is a number of votes from 1 to %(most_margin)s.",
                most_margin=MOST_MARGIN,
            ),
            "margin",
        )


def _last_number(session: Session, claim_set_id: int) -> int:
    last = select(func.max(Release.number)).where(Release.claim_set_id == claim_set_id)
    return session.scalar(last) or 0


def _keep_file(session: Session, release_id: int, file: File, room: IO[bytes]) -> None:
    written = file.written
    session.add(
        ReleaseFile(
            release_id=release_id,
            key=file.key,
            name=file.name,
            media_type=file.media_type,
            sha256=written.sha256,
            size=written.size,
            pieces=len(written.lengths),
        )
    )
    session.flush()
    for number, content in enumerate(written.pieces(room)):
        piece = ReleasePiece(release_id=release_id, key=file.key, number=number, content=content)
        session.add(piece)
        session.flush()
        session.expunge(piece)


def _record(session: Session, release: Release, prepared: PreparedRelease) -> None:
    given = prepared.given
    record(
        session,
        Action.RELEASE_MADE,
        f"release {release.number}",
        after={
            "number": release.number,
            "rule": given.rule,
            "margin": given.margin,
            "claims": len(prepared.found.released),
            **{file.name: file.written.sha256 for file in prepared.files},
        },
        by=release.made_by_id,
        claim_set_id=release.claim_set_id,
    )
