"""Word index: hashes of the words of claims, by which those that say the same are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from annotator.matching.similarity import bands
from annotator.models import Claim, ClaimBand, SetClaim
from annotator.operations.derived.structure import (
    CHUNK,
    NOTHING,
    ComparedRow,
    differing,
    side_by_side,
    verification,
)
from annotator.queries.derived.histories import ClaimKey
from annotator.storage.paging import following
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows

    #: A claim of a set with its words, what it replaces, and whether its bands are kept.
    IndexedClaim = Row[int, int, str, int | None, bool]


def keep_bands(session: Session, *, limit: int = 500) -> int:
    """Keep the bands of the next claims that have none yet; returns how many claims there were.

    A subclaim gets none: it says less than a claim that has some.
    """
    claims = session.execute(
        select(Claim.id, Claim.text, Claim.replaces_id)
        .where(~Claim.compared)
        .order_by(Claim.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    rows = [
        {"claim_id": claim.id, "value": value}
        for claim in claims
        if claim.replaces_id is None
        for value in set(bands(claim.text))
    ]
    if rows:
        session.execute(insert(ClaimBand), rows)
    ids = [claim.id for claim in claims]
    session.execute(update(Claim).where(Claim.id.in_(ids)).values(compared=True))
    return len(claims)


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the bands of a set's claims with their words; one that waits for them has none."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Keep the bands of a set's claims by their words; those that wait stay with the worker."""
    for rows in differing(_compared(session, claim_set_id, locked=True)):
        claims = [row.key.claim_id for row in rows]
        session.execute(delete(ClaimBand).where(ClaimBand.claim_id.in_(claims)))
        values = [
            {"claim_id": row.key.claim_id, "value": value}
            for row in rows
            for value in row.right or ()
        ]
        if values:
            session.execute(insert(ClaimBand), values)


class Bands(tuple[int, ...]):
    """The bands of one claim, in order."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(map(str, self)) or NOTHING


def _compared(
    session: Session, claim_set_id: int, *, locked: bool = False
) -> Iterator[ComparedRow[ClaimKey, Bands]]:
    """Compare a chunk at a time; `locked` keeps the worker from the claims of the chunk."""
    wanted = _CLAIMS.where(SetClaim.claim_set_id == claim_set_id)
    if locked:
        wanted = wanted.with_for_update(of=Claim, key_share=True)
    last: int | None = None
    while claims := following(session, wanted, SetClaim.id, after=last, size=CHUNK):
        last = claims[-1].set_claim_id
        yield from side_by_side(_kept(session, claims), {_key(one): _right(one) for one in claims})


def _right(claim: IndexedClaim) -> Bands:
    indexed = claim.compared and claim.replaces_id is None
    return Bands(sorted(set(bands(claim.text)))) if indexed else Bands()


def _kept(session: Session, claims: Sequence[IndexedClaim]) -> dict[ClaimKey, Bands]:
    found: dict[int, list[int]] = {claim.claim_id: [] for claim in claims}
    for row in _BANDS.rows(session, ids=list(found)):
        found[row.claim_id].append(row.value)
    return {_key(claim): Bands(found[claim.claim_id]) for claim in claims}


def _key(claim: IndexedClaim) -> ClaimKey:
    return ClaimKey(claim.set_claim_id, claim.claim_id)


_CLAIMS = select(
    SetClaim.id.label("set_claim_id"),
    Claim.id.label("claim_id"),
    Claim.text,
    Claim.replaces_id,
    Claim.compared,
).join(Claim, Claim.id == SetClaim.claim_id)
_BANDS = Prepared(
    select(ClaimBand.claim_id, ClaimBand.value)
    .where(ClaimBand.claim_id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimBand.value)
)
