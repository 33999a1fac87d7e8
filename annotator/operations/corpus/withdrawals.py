"""Withdrawals of documents: into the bin, back, and deleted from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import (
    Document,
    DocumentTopic,
    ImportItem,
    Job,
    Match,
    Mention,
    Publication,
)
from annotator.models.any_claims import AnyClaim
from annotator.models.any_documents import AnyDocument
from annotator.operations.audit_log import actor, record
from annotator.operations.corpus.carried_claims import give_back, take_over
from annotator.operations.corpus.removals import CHUNK, lock_claims, remove_found
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.queries.sets.withdrawn_claims import has_kept_claims
from annotator.terms import EXTRACTION, ExtractionState, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def withdraw_document(
    session: Session, *, document_id: int, reason: str = "", by: int | None = None
) -> None:
    """Take a document, and the claims that no other says, out of every list, search and export.

    Without a reason it lies in the bin, and the worker deletes it after 30 days. Raises NotFound,
    Conflict while a set holds one of its claims, and BadInput for a missing reason where a claim
    that was withdrawn from a set is kept.
    """
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound(_("There is no such document."))
    title = document.title
    claim_ids = lock_claims(session, document_id)
    _refuse_claims_in_sets(session, document_id)
    said = one_line(reason) or None
    if said is None and has_kept_claims(session, claim_ids):
        raise BadInput(
            _("Enter a reason: annotators had claims of this document, which are kept."), "reason"
        )
    _show(session, claim_ids, before=Visibility.PUBLIC, after=Visibility.WITHDRAWN)
    give_back(session, document_id)
    session.execute(delete(Job).where(Job.kind == EXTRACTION, Job.subject == document_id))
    session.flush()
    # The row is of another class from here on: the session forgets the object.
    session.expunge(document)
    who = actor(session) if by is None else by
    session.execute(
        update(AnyDocument)
        .where(AnyDocument.id == document_id)
        .values(withdrawn_at=now(), withdrawn_by_id=who, withdrawal_reason=said)
        .execution_options(synchronize_session=False)
    )
    after = {"title": title, **({"reason": said} if said else {})}
    record(session, Action.DOCUMENT_WITHDRAWN, f"document {document_id}", after=after, by=by)


def restore_document(session: Session, *, document_id: int, by: int | None = None) -> None:
    """Put a withdrawn document back, with its claims. Raises NotFound."""
    title, extraction = _withdrawn(session, document_id)
    claim_ids = session.scalars(_said_by(document_id)).all()
    session.execute(
        update(AnyDocument)
        .where(AnyDocument.id == document_id)
        .values(withdrawn_at=None, withdrawn_by_id=None, withdrawal_reason=None)
        .execution_options(synchronize_session=False)
    )
    _show(session, claim_ids, before=Visibility.WITHDRAWN, after=Visibility.PUBLIC)
    take_over(session, document_id)
    if extraction is ExtractionState.WAITING:
        enqueue(session, kind=EXTRACTION, subjects=[document_id])
    after = {"title": title}
    record(session, Action.DOCUMENT_RESTORED, f"document {document_id}", after=after, by=by)


def delete_document(session: Session, *, document_id: int) -> None:
    """Delete a withdrawn document with all that was found in it. Raises NotFound.

    The lines of imports that brought its text go too.
    """
    title, _extraction = _withdrawn(session, document_id)
    remove_found(session, document_id, lock_claims(session, document_id))
    session.execute(
        update(AnyDocument)
        .where(AnyDocument.supersedes_id == document_id)
        .values(supersedes_id=None)
        .execution_options(synchronize_session=False)
    )
    for kind in (ImportItem, DocumentTopic, Publication):
        session.execute(delete(kind).where(kind.document_id == document_id))
    session.execute(
        delete(AnyDocument)
        .where(AnyDocument.id == document_id)
        .execution_options(synchronize_session=False)
    )
    record(session, Action.DOCUMENT_DELETED, f"document {document_id}", before={"title": title})


def _withdrawn(session: Session, document_id: int) -> tuple[str, ExtractionState]:
    """Lock a withdrawn document, and return its title and the state of its extraction."""
    row = session.execute(
        select(AnyDocument.title, AnyDocument.extraction)
        .where(AnyDocument.id == document_id, AnyDocument.withdrawn_at.is_not(None))
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(_("This document is not in the bin."))
    return row.title, row.extraction


def _refuse_claims_in_sets(session: Session, document_id: int) -> None:
    if sets := sets_with_claims_of(session, document_id):
        raise Conflict(
            _(
                "Claims of this document are in %(names)s. Withdraw them there first.",
                names=", ".join(f"“{name}”" for _id, name in sets),
            )
        )


def _said_by(document_id: int) -> Select[int]:
    mine = aliased(Mention)
    return (
        select(Match.claim_id)
        .join(mine, mine.id == Match.mention_id)
        .where(mine.document_id == document_id)
        .distinct()
        .order_by(Match.claim_id)
    )


def _show(
    session: Session, claim_ids: Sequence[int], *, before: Visibility, after: Visibility
) -> None:
    """Change who may see those of the claims that have the visibility from before."""
    for start in range(0, len(claim_ids), CHUNK):
        session.execute(
            update(AnyClaim)
            .where(AnyClaim.id.in_(claim_ids[start : start + CHUNK]))
            .where(AnyClaim.visibility == before)
            .values(visibility=after)
            .execution_options(synchronize_session=False)
        )
    for known in list(session.identity_map.values()):
        if isinstance(known, AnyClaim):
            session.expunge(known)
