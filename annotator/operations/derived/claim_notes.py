"""Notes: what the checks find in a claim's own words, kept so that lists need not look again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from annotator.models import Claim, ClaimNote, Document, Match, Mention, SetClaim
from annotator.operations.derived.structure import (
    CHUNK,
    NOTHING,
    ComparedRow,
    differing,
    side_by_side,
    verification,
)
from annotator.queries.derived.histories import ClaimKey
from annotator.queries.desk.claim_notes import OwnWords, own_words
from annotator.storage.paging import following
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows

    #: A claim of a set with the surroundings that its notes hold for.
    NotedClaim = Row[int, int, str | None]

#: Of a claim that no document says: nothing is found in it, whatever is around.
_UNSAID = OwnWords("-", ())


def keep_notes(session: Session, *, limit: int = 200) -> int:
    """Keep the notes of the next claims that have none yet; returns how many claims there were."""
    claim_ids = session.scalars(
        select(Claim.id)
        .where(Claim.noted_for.is_(None))
        .order_by(Claim.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    _write(session, claim_ids, own_words(session, claim_ids))
    return len(claim_ids)


def wait_for_notes(session: Session, *, document_id: int) -> None:
    """Let the claims of a document wait for their notes: what stands around them has changed."""
    wait_for_notes_in(session, select(Document.id).where(Document.id == document_id))


def wait_for_notes_in(session: Session, documents: Select[int]) -> None:
    """Let the claims of documents wait for their notes."""
    said = (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .where(Mention.document_id.in_(documents))
    )
    _wait(session, Claim.id.in_(said))


def wait_for_notes_on(session: Session, claim_ids: Sequence[int]) -> None:
    """Let claims wait for their notes: their speaker has changed."""
    _wait(session, Claim.id.in_(claim_ids))


def _wait(session: Session, those: ColumnElement[bool]) -> None:
    session.execute(
        update(Claim)
        .where(those)
        .values(noted_for=None)
        .execution_options(synchronize_session=False)
    )


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the notes of a set's claims with their words; one that waits for them has any."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Keep the notes of a set's claims by their words; those that wait stay with the worker."""
    for rows in differing(_compared(session, claim_set_id, locked=True)):
        claim_ids = [row.key.claim_id for row in rows]
        _write(session, claim_ids, own_words(session, claim_ids))


class Notes(tuple[str, ...]):
    """For what a claim's notes hold, and its notes in order, as one row."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(self) or NOTHING


def _write(session: Session, claim_ids: Sequence[int], found: Mapping[int, OwnWords]) -> None:
    session.execute(delete(ClaimNote).where(ClaimNote.claim_id.in_(claim_ids)))
    rows = [
        {
            "claim_id": claim_id,
            "position": position,
            "check_number": finding.number,
            "message": finding.message,
        }
        for claim_id, words in found.items()
        for position, finding in enumerate(words.findings)
    ]
    if rows:
        session.execute(insert(ClaimNote), rows)
    by_surroundings: defaultdict[str, list[int]] = defaultdict(list)
    for claim_id in claim_ids:
        by_surroundings[found.get(claim_id, _UNSAID).noted_for].append(claim_id)
    for around, those in by_surroundings.items():
        session.execute(
            update(Claim)
            .where(Claim.id.in_(those))
            .values(noted_for=around)
            .execution_options(synchronize_session=False)
        )


def _compared(
    session: Session, claim_set_id: int, *, locked: bool = False
) -> Iterator[ComparedRow[ClaimKey, Notes]]:
    """Compare a chunk at a time; `locked` keeps the worker from the claims of the chunk."""
    wanted = _CLAIMS.where(SetClaim.claim_set_id == claim_set_id)
    if locked:
        wanted = wanted.with_for_update(of=Claim, key_share=True)
    last: int | None = None
    while claims := following(session, wanted, SetClaim.id, after=last, size=CHUNK):
        last = claims[-1].set_claim_id
        noted = [claim for claim in claims if claim.noted_for is not None]
        found = own_words(session, [claim.claim_id for claim in noted])
        kept = _kept(session, noted)
        yield from side_by_side(
            {_key(one): Notes((one.noted_for, *kept[one.claim_id])) for one in noted},
            {_key(one): _right(found.get(one.claim_id, _UNSAID)) for one in noted},
        )


def _right(words: OwnWords) -> Notes:
    return Notes((words.noted_for, *(f"{one.number}: {one.message}" for one in words.findings)))


def _kept(session: Session, claims: Sequence[NotedClaim]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {claim.claim_id: [] for claim in claims}
    for row in _NOTES.rows(session, ids=list(found)):
        found[row.claim_id].append(f"{row.check_number}: {row.message}")
    return found


def _key(claim: NotedClaim) -> ClaimKey:
    return ClaimKey(claim.set_claim_id, claim.claim_id)


_CLAIMS = select(
    SetClaim.id.label("set_claim_id"), Claim.id.label("claim_id"), Claim.noted_for
).join(Claim, Claim.id == SetClaim.claim_id)
_NOTES = Prepared(
    select(ClaimNote.claim_id, ClaimNote.check_number, ClaimNote.message)
    .where(ClaimNote.claim_id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimNote.claim_id, ClaimNote.position)
)
