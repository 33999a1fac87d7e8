"""Word index: hashes of the words of claims, by which those that say the same are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from annotator.matching.similarity import bands
from annotator.models import Claim, ClaimBand

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def keep_bands(session: Session, *, limit: int = 500) -> int:
    """Keep the bands of the next claims that have none yet; returns how many claims there were.

    A claim that replaces another gets none: an annotator's wording is not for others to see.
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
