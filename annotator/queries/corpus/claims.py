"""One claim, wherever it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Claim, ClaimSet, Match, Mention, SetClaim
from annotator.queries.corpus.mentions import places_of

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


def sets_with_claims_of(session: Session, document_id: int) -> tuple[tuple[int, str], ...]:
    """Return the claim sets that hold a claim of the document, by name, as (id, name)."""
    held = (
        select(SetClaim.claim_set_id)
        .join(Match, Match.claim_id == SetClaim.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .where(Mention.document_id == document_id)
    )
    rows = session.execute(
        select(ClaimSet.id, ClaimSet.name).where(ClaimSet.id.in_(held)).order_by(ClaimSet.name)
    )
    return tuple((row.id, row.name) for row in rows)


def one_claim(session: Session, claim_id: int) -> OneClaim:
    """Return one claim as everybody may see it. Raises NotFound."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFound(_("There is no such claim."))
    sets = session.execute(
        select(ClaimSet.id, ClaimSet.name)
        .join(SetClaim, SetClaim.claim_set_id == ClaimSet.id)
        .where(SetClaim.claim_id == claim_id)
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
