"""Releases as they were made, and in what one differs from the one before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from annotator.errors import NotFound, Refused
from annotator.language import _, ngettext
from annotator.models import Claim, Release, ReleasedClaim, ReleaseFile, ReleasePiece, User
from annotator.queries.sets.known_answers import unknown_answers
from annotator.queries.visibility.blindness import ANYBODY, count_withheld
from annotator.storage import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.terms import ReleaseRule

#: How many claims of each kind of difference are named; all are counted.
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in the list of its set."""

    id: int
    number: int
    rule: ReleaseRule
    margin: int | None
    claims: int
    made_by: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a release; `size` in bytes."""

    key: str
    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class OneRelease:
    """A release with its report, as `release_report` made it, and its files."""

    id: int
    claim_set_id: int
    number: int
    made_by: str | None
    made_at: datetime
    report: dict[str, Any]
    files: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """How many claims differ in one way, and the first of them: (id, words, label, label)."""

    count: int
    claims: tuple[tuple[int, str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed since the release before, whose number is `since`."""

    since: int
    added: Differing
    gone: Differing
    changed: Differing


def check_may_read(session: Session, claim_set_id: int, reader: Reader) -> None:
    """Raise Refused unless this reader may read the releases of a set, and make one.

    Its files, its counts and even that it could be made tell what annotators agree on; bytes that
    never change cannot leave a claim out for one reader.
    """
    withheld = count_withheld(session, claim_set_id, reader)
    if not withheld:
        _check_answers(session, claim_set_id, reader)
        return
    if reader is ANYBODY:
        raise Refused(
            _(
                "Annotators can still change their judgements of %(count)s claims of this set. "
                "Name who reads: --by.",
                count=withheld,
            )
        )
    raise Refused(
        ngettext(
            "You judged %(count)s claim of this set that has no decision yet. Releases of the set "
            "are for you once it is decided, or the set is closed.",
            "You judged %(count)s claims of this set that have no decision yet. Releases of the "
            "set are for you once they are decided, or the set is closed.",
            withheld,
        )
    )


def _check_answers(session: Session, claim_set_id: int, reader: Reader) -> None:
    """Raise Refused where a release would tell this reader known answers that come to them yet."""
    unknown = unknown_answers(session, claim_set_id, reader)
    if not unknown:
        return
    if reader is ANYBODY:
        raise Refused(
            _("This set is open and its releases tell known answers. Name who reads: --by.")
        )
    raise Refused(
        _(
            "You can annotate in this set, and its releases tell known answers. They are for you"
            " once the set is closed."
        )
    )


def releases_of(session: Session, claim_set_id: int, reader: Reader) -> tuple[ReleaseLine, ...]:
    """Return the releases of a set, newest first. Raises Refused: see `check_may_read`."""
    check_may_read(session, claim_set_id, reader)
    claims = select(func.count()).where(ReleasedClaim.release_id == Release.id).scalar_subquery()
    rows = session.execute(
        select(Release, User.display_name, claims.label("claims"))
        .outerjoin(User, User.id == Release.made_by_id)
        .where(Release.claim_set_id == claim_set_id)
        .order_by(Release.number.desc())
    )
    return tuple(
        ReleaseLine(
            row.Release.id,
            row.Release.number,
            row.Release.rule,
            row.Release.margin,
            row.claims,
            row.display_name,
            row.Release.made_at,
        )
        for row in rows
    )


def release_numbered(session: Session, claim_set_id: int, number: int) -> int:
    """Return the id of a set's release of that number. Raises NotFound."""
    found = session.scalar(
        select(Release.id).where(Release.claim_set_id == claim_set_id, Release.number == number)
    )
    if found is None:
        raise NotFound(
            _(
                "The set has no release %(number)s. `sets releases` shows those it has.",
                number=number,
            )
        )
    return found


def release(session: Session, release_id: int, reader: Reader) -> OneRelease:
    """Return one release. Raises NotFound, Refused: see `check_may_read`.

    Who has this record may read the release: its files, and what differs in it.
    """
    row = session.execute(
        select(Release, User.display_name)
        .outerjoin(User, User.id == Release.made_by_id)
        .where(Release.id == release_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such release."))
    check_may_read(session, row.Release.claim_set_id, reader)
    files = session.scalars(
        select(ReleaseFile).where(ReleaseFile.release_id == release_id).order_by(ReleaseFile.name)
    )
    return OneRelease(
        id=row.Release.id,
        claim_set_id=row.Release.claim_set_id,
        number=row.Release.number,
        made_by=row.display_name,
        made_at=row.Release.made_at,
        report=json.loads(row.Release.report),
        files=tuple(
            KeptFile(file.key, file.name, file.media_type, file.sha256, file.size) for file in files
        ),
    )


def content_of(session: Session, found: OneRelease, key: str) -> Iterator[bytes]:
    """Return the bytes of a file, piece by piece: always the same."""
    return kept_bytes(session, found.id, key)


def kept_bytes(session: Session, release_id: int, key: str) -> Iterator[bytes]:
    """Return the bytes of a file without asking who reads: to verify them, never to show them."""
    count = session.scalar(
        select(ReleaseFile.pieces).where(
            ReleaseFile.release_id == release_id, ReleaseFile.key == key
        )
    )
    return chunks.read(
        session.scalars(
            select(ReleasePiece.content).where(
                ReleasePiece.release_id == release_id,
                ReleasePiece.key == key,
                ReleasePiece.number == number,
            )
        ).one()
        for number in range(count or 0)
    )


def differences(session: Session, found: OneRelease) -> Differences | None:
    """Return what a release has otherwise than the one before it; None for a set's first."""
    release_id = found.id
    before = session.execute(
        select(Release.id, Release.number)
        .where(Release.claim_set_id == found.claim_set_id, Release.number < found.number)
        .order_by(Release.number.desc())
        .limit(1)
    ).one_or_none()
    if before is None:
        return None
    old, new = aliased(ReleasedClaim), aliased(ReleasedClaim)
    return Differences(
        since=before.number,
        added=_differing(session, (release_id, new), (before.id, old), old.claim_id.is_(None)),
        gone=_differing(session, (before.id, old), (release_id, new), new.claim_id.is_(None)),
        changed=_differing(session, (release_id, new), (before.id, old), old.label != new.label),
    )


def _differing(
    session: Session,
    there: tuple[int, type[ReleasedClaim]],
    other: tuple[int, type[ReleasedClaim]],
    wanted: ColumnElement[bool],
) -> Differing:
    """Return claims of one release that are wanted for what the other has of them."""
    (this_id, this), (that_id, that) = there, other
    found = (
        select(Claim.id, Claim.text, that.label.label("that"), this.label.label("this"))
        .select_from(this)
        .join(Claim, Claim.id == this.claim_id)
        .outerjoin(that, (that.claim_id == this.claim_id) & (that.release_id == that_id))
        .where(this.release_id == this_id, wanted)
    )
    count = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.execute(found.order_by(Claim.id).limit(MOST_NAMED))
    return Differing(count, tuple((row.id, row.text, row.that, row.this) for row in rows))
