"""One claim, wherever it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.models import Claim, ClaimSet, SetClaim
from annotator.queries.corpus.mentions import places_of
from annotator.terms import Replacement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import MentionRecord
    from annotator.terms import ClaimKind


@dataclass(frozen=True, slots=True)
class OneClaim:
    """A claim with its mentions and the sets it is in, as (id, name)."""

    id: int
    text: str
    kind: ClaimKind
    language: str
    places: tuple[MentionRecord, ...]
    claim_sets: tuple[tuple[int, str], ...]


def one_claim(session: Session, claim_id: int) -> OneClaim:
    """One claim as it was found. Raises NotFound, also for an annotator's own wording of one.

    A rewording belongs to its judgement and is read with it, in review and in exports; so does a
    part that was split off, until the whole has been judged by all.
    """
    claim = session.get(Claim, claim_id)
    if claim is None or claim.replacement is Replacement.REWORDED or _is_hidden(session, claim):
        raise NotFound("There is no such claim.")
    sets = session.execute(
        select(ClaimSet.id, ClaimSet.name)
        .join(SetClaim, SetClaim.claim_set_id == ClaimSet.id)
        .where(SetClaim.claim_id == claim_id, SetClaim.position > 0)
        .order_by(ClaimSet.name)
    )
    return OneClaim(
        id=claim.id,
        text=claim.text,
        kind=claim.kind,
        language=claim.language,
        places=places_of(session, [claim_id]).get(claim_id, ()),
        claim_sets=tuple((row.id, row.name) for row in sets),
    )


def _is_hidden(session: Session, claim: Claim) -> bool:
    """Whether a part would tell how somebody judged the whole: it waits in every set."""
    if claim.replacement is not Replacement.SPLIT:
        return False
    let_in = select(SetClaim.id).where(SetClaim.claim_id == claim.id, SetClaim.position > 0)
    return session.scalar(let_in.limit(1)) is None
