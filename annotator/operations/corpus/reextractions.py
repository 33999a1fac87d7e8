"""Re-extractions: a document is read again, and what was found in it before is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from annotator.actions import Action
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import (
    Attribution,
    AttributionSpan,
    Claim,
    ClaimBand,
    ClaimNote,
    Document,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
    Sentence,
)
from annotator.operations.audit_log import record
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.corpus.claims import has_claims_in_a_set
from annotator.terms import EXTRACTION, ExtractionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Both databases limit the values of one statement.
CHUNK = 500
#: What points to a mention, and to an attribution.
OF_MENTION = (Match, MentionSpan, MentionDoubt, MentionInsertion)
OF_ATTRIBUTION = (AttributionSpan,)


def extract_again(
    session: Session, *, document_id: int, finely: bool, by: int | None = None
) -> None:
    """Let a document wait for its extraction again, cut `finely` or not.

    Raises NotFound, and Conflict for a document that waits already or whose claims are in a set.
    """
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound(_("There is no such document."))
    if document.extraction is ExtractionState.WAITING:
        raise Conflict(
            _("The document “%(title)s” waits for its extraction.", title=document.title)
        )
    _remove_found(session, document.id)
    document.extraction, document.extraction_failure = ExtractionState.WAITING, None
    document.extractor, document.finely = None, finely
    session.flush()
    enqueue(session, kind=EXTRACTION, subjects=[document.id])
    after = {"finely": finely}
    record(session, Action.EXTRACTION_REPEATED, f"document {document.id}", after=after, by=by)


def _remove_found(session: Session, document_id: int) -> None:
    """Remove the sentences, attributions, mentions and claims of a document."""
    mentions = select(Mention.id).where(Mention.document_id == document_id)
    attributions = select(Attribution.id).where(Attribution.document_id == document_id)
    said = select(Match.claim_id).where(Match.mention_id.in_(mentions))
    # Locked first: who adds one of them to a set is done before we ask for sets.
    locked = select(Claim.id).where(Claim.id.in_(said)).order_by(Claim.id).with_for_update()
    claim_ids = session.scalars(locked).all()
    if has_claims_in_a_set(session, document_id):
        raise Conflict(
            _("Claims of this document are in a claim set, so it is not extracted again.")
        )
    for kind in OF_MENTION:
        session.execute(delete(kind).where(kind.mention_id.in_(mentions)))
    for part in OF_ATTRIBUTION:
        session.execute(delete(part).where(part.attribution_id.in_(attributions)))
    for start in range(0, len(claim_ids), CHUNK):
        chunk = claim_ids[start : start + CHUNK]
        for derived in (ClaimBand, ClaimNote):
            session.execute(delete(derived).where(derived.claim_id.in_(chunk)))
        session.execute(delete(Claim).where(Claim.id.in_(chunk)))
    for found in (Mention, Attribution, Sentence):
        session.execute(delete(found).where(found.document_id == document_id))
