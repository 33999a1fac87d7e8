"""Claims by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Claim, Document, Match, Mention, Sentence, SetClaim
from annotator.terms import MatchState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def claim_saying(session: Session, words: str) -> int:
    """Return the claim whose mention shares most of these words, in a document that has them.

    Raises NotFound when no claim shares any.
    """
    wanted = set(words.casefold().split())
    rows = session.execute(
        select(Match.claim_id, Mention.quote)
        .join(Claim, Claim.id == Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .join(Sentence, Sentence.id == Mention.sentence_id)
        .join(Document, Document.id == Mention.document_id)
        .where(Document.text.contains(words, autoescape=True), Match.state == MatchState.CONFIRMED)
        .order_by(Mention.id)
    ).all()
    shared = [(len(wanted & set(row.quote.casefold().split())), -row.claim_id) for row in rows]
    best = max(shared, default=(0, 0))
    if best[0] == 0:
        raise NotFound(_("No claim says “%(words)s”.", words=words))
    return -best[1]


def set_claim_saying(session: Session, claim_set_id: int, words: str) -> int:
    """Return the place in a set of the claim that says this. Raises NotFound."""
    found = session.scalar(
        select(SetClaim.id).where(
            SetClaim.claim_set_id == claim_set_id,
            SetClaim.claim_id == claim_saying(session, words),
        )
    )
    if found is None:
        raise NotFound(_("The claim that says “%(words)s” is not in the set.", words=words))
    return found
