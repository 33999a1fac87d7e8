"""Removals of what was found in a document, with the claims that no other document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from annotator.models import (
    Attribution,
    AttributionSpan,
    ClaimBand,
    ClaimEdit,
    ClaimEditPart,
    ClaimNote,
    ClaimTopic,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
    Sentence,
)
from annotator.models.any_claims import AnyClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

#: Both databases limit the values of one statement.
CHUNK = 500
#: What points to a mention, and to an attribution.
OF_MENTION = (Match, MentionSpan, MentionDoubt, MentionInsertion)
OF_ATTRIBUTION = (AttributionSpan, ClaimEdit)


def lock_claims(session: Session, document_id: int) -> Sequence[int]:
    """Lock the claims that only this document says, and return them.

    A person who adds one of them to a set is done before the caller asks for sets.
    """
    mine, other, elsewhere = aliased(Mention), aliased(Mention), aliased(Match)
    said = (
        select(Match.claim_id)
        .join(mine, mine.id == Match.mention_id)
        .where(mine.document_id == document_id)
    )
    also_elsewhere = (
        exists()
        .where(elsewhere.claim_id == AnyClaim.id, elsewhere.mention_id == other.id)
        .where(other.document_id != document_id)
    )
    return session.scalars(
        select(AnyClaim.id)
        .where(AnyClaim.id.in_(said), ~also_elsewhere)
        .order_by(AnyClaim.id)
        .with_for_update()
    ).all()


def remove_found(session: Session, document_id: int, claim_ids: Sequence[int]) -> None:
    """Remove the sentences, attributions and mentions of a document, and these claims.

    With them goes what editors decided on its candidates.
    """
    edits = select(ClaimEdit.id).where(ClaimEdit.document_id == document_id)
    session.execute(delete(ClaimEditPart).where(ClaimEditPart.edit_id.in_(edits)))
    session.execute(delete(ClaimEdit).where(ClaimEdit.id.in_(edits)))
    mentions = select(Mention.id).where(Mention.document_id == document_id)
    attributions = select(Attribution.id).where(Attribution.document_id == document_id)
    for kind in OF_MENTION:
        session.execute(delete(kind).where(kind.mention_id.in_(mentions)))
    for part in OF_ATTRIBUTION:
        session.execute(delete(part).where(part.attribution_id.in_(attributions)))
    for start in range(0, len(claim_ids), CHUNK):
        chunk = claim_ids[start : start + CHUNK]
        for derived in (ClaimBand, ClaimNote, ClaimTopic):
            session.execute(delete(derived).where(derived.claim_id.in_(chunk)))
        session.execute(delete(AnyClaim).where(AnyClaim.id.in_(chunk)))
    for found in (Mention, Attribution, Sentence):
        session.execute(delete(found).where(found.document_id == document_id))
