"""Corrections: a text that supersedes that of an earlier document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import dates
from annotator.actions import Action
from annotator.cleaning import clean
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.import_states import ImportState
from annotator.imports.limits import MOST_CHARACTERS
from annotator.language import _
from annotator.models import Document, ImportBatch, ImportItem
from annotator.models.any_documents import AnyDocument
from annotator.operations.audit_log import actor, record
from annotator.operations.corpus.documents import LONGEST_LABEL, insert_documents
from annotator.operations.corpus.topics import set_document_topics
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.corpus.topics import topics_of_documents
from annotator.terms import EXTRACTION, ExtractionState, ImportOutcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: What a corrected text has from its predecessor.
_COPIED = ("title", "author", "url", "language", "outlet_id", "finely")


def correct_text(session: Session, *, document_id: int, text: str, by: int | None = None) -> int:
    """Add a document with a corrected text, and return its id.

    Its extraction carries over each claim whose words are still there; the others stay with the
    document that it supersedes. Raises NotFound, BadInput for a text that cannot be used, and
    Conflict for a document that waits for its extraction or is superseded already.
    """
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound(_("There is no such document."))
    _refuse_unready(session, document)
    written = _usable(text)
    sha256 = hashlib.sha256(written.encode()).hexdigest()
    if sha256 == document.sha256:
        raise BadInput(_("The text is the same as before."), "text")
    row = {
        **{name: getattr(document, name) for name in _COPIED},
        **dates.columns(document.published),
        "import_batch_id": _import_of_one(session, document.title, by),
        "text": written,
        "sha256": sha256,
        "created_at": now(),
        "extraction": ExtractionState.WAITING,
        "supersedes_id": document_id,
    }
    added = insert_documents(session, [row])
    if sha256 not in added:
        raise BadInput(_("Another document has this text already."), "text")
    new_id = added[sha256]
    session.add(
        ImportItem(
            import_batch_id=row["import_batch_id"],
            position=1,
            name=document.title[-500:],
            outcome=ImportOutcome.IMPORTED,
            document_id=new_id,
        )
    )
    topics = topics_of_documents(session, [document_id])[document_id]
    set_document_topics(session, document_id=new_id, names=[topic.name for topic in topics])
    enqueue(session, kind=EXTRACTION, subjects=[new_id])
    after = {"supersedes": document_id}
    record(session, Action.TEXT_CORRECTED, f"document {new_id}", after=after, by=by)
    return new_id


def _import_of_one(session: Session, title: str, by: int | None) -> int:
    """Add the import that brings a corrected text, done already, and return its id."""
    batch = ImportBatch(
        label=_("Corrected text: %(title)s", title=title)[:LONGEST_LABEL],
        created_by_id=actor(session) if by is None else by,
        created_at=now(),
        state=ImportState.DONE,
        offered=1,
        kept=1,
        tidied=True,
    )
    session.add(batch)
    session.flush()
    return batch.id


def _refuse_unready(session: Session, document: Document) -> None:
    if document.extraction is ExtractionState.WAITING:
        raise Conflict(
            _("The document “%(title)s” waits for its extraction.", title=document.title)
        )
    later = select(AnyDocument.id).where(AnyDocument.supersedes_id == document.id)
    if session.scalar(later) is not None:
        raise Conflict(_("This text was corrected already. Correct the later document."))


def _usable(text: str) -> str:
    written = clean(text).replace("\r\n", "\n").strip()
    if not written:
        raise BadInput(_("Enter the corrected text."), "text")
    if len(written) > MOST_CHARACTERS:
        raise BadInput(_("Use at most %(most)s characters.", most=MOST_CHARACTERS), "text")
    return written
