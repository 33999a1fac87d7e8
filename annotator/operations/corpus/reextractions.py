"""Re-extractions: a document is read again, and what was found in it before is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions import Action
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import Document
from annotator.operations.audit_log import record
from annotator.operations.corpus.removals import lock_claims, remove_found
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.corpus.candidates import has_edits
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.terms import EXTRACTION, ExtractionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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
    """Remove what was found in a document; raise Conflict if a set holds a claim of it."""
    claim_ids = lock_claims(session, document_id)
    if sets_with_claims_of(session, document_id):
        raise Conflict(
            _("Claims of this document are in a claim set, so it is not extracted again.")
        )
    if has_edits(session, document_id):
        raise Conflict(
            _("Editors have decided on candidates of this document, so it is not extracted again.")
        )
    remove_found(session, document_id, claim_ids)
