"""Further publications of a document's text: the same words in another outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import dates
from annotator.actions import Action
from annotator.cleaning import one_line, web_address
from annotator.clock import now
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import OUTLETS, Outlet, Publication
from annotator.models.any_documents import AnyDocument
from annotator.operations.audit_log import record
from annotator.operations.names import found_names, note_merged
from annotator.records import DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from annotator.operations.names import FoundName


def add_publication(
    session: Session,
    *,
    document_id: int,
    outlet: str,
    date: str,
    url: str,
    by: int | None = None,
) -> None:
    """Note that a document's text was published elsewhere too.

    Raises NotFound, and BadInput that names the field.
    """
    given = DocumentMetadata(
        outlet=one_line(outlet) or None,
        url=web_address(url.strip()) if url.strip() else None,
        published=dates.parse(date),
    )
    if not (given.outlet or given.url):
        raise BadInput(_("Enter the outlet or the address."), "outlet")
    _lock(session, document_id)
    names = found_names(session, OUTLETS, [given.outlet] if given.outlet else [])
    found = names.get(given.outlet or "")
    if (found and found.id, given.url) in _known(session, document_id):
        raise BadInput(_("This publication is known already."), "outlet")
    _add(session, document_id, found, given, by)


def remove_publication(
    session: Session, *, document_id: int, publication_id: int, by: int | None = None
) -> None:
    """Remove a further publication. Raises NotFound."""
    row = session.get(Publication, publication_id, with_for_update=True)
    if row is None or row.document_id != document_id:
        raise NotFound(_("This publication does not exist any more."))
    outlet = session.get(Outlet, row.outlet_id) if row.outlet_id else None
    before = _said(outlet.name if outlet else None, row.url, row.published)
    session.delete(row)
    session.flush()
    record(session, Action.PUBLICATION_REMOVED, f"document {document_id}", before=before, by=by)


def add_repeated(session: Session, repeated: Sequence[tuple[int, DocumentMetadata]]) -> None:
    """Note where texts that came in again were published, if another outlet is named.

    A text without an outlet, or of an outlet that is known for it, is a mere duplicate.
    """
    named = [(one, metadata) for one, metadata in repeated if metadata.outlet]
    if not named:
        return
    outlets = found_names(session, OUTLETS, [str(metadata.outlet) for _one, metadata in named])
    known = _outlets_of(session, {one for one, _metadata in named})
    for document_id, metadata in named:
        outlet = outlets[str(metadata.outlet)]
        if (document_id, outlet.id) not in known:
            known.add((document_id, outlet.id))
            _add(session, document_id, outlet, metadata)


def _lock(session: Session, document_id: int) -> None:
    wanted = select(AnyDocument.id).where(AnyDocument.id == document_id).with_for_update()
    if session.scalar(wanted) is None:
        raise NotFound(_("There is no such document."))


def _known(session: Session, document_id: int) -> set[tuple[int | None, str | None]]:
    """Return the outlets and addresses where the text of a document was published."""
    first = select(AnyDocument.outlet_id, AnyDocument.url).where(AnyDocument.id == document_id)
    others = select(Publication.outlet_id, Publication.url).where(
        Publication.document_id == document_id
    )
    return {(row.outlet_id, row.url) for row in session.execute(first.union(others))}


def _outlets_of(session: Session, document_ids: Collection[int]) -> set[tuple[int, int | None]]:
    """Return the outlets where each of these texts was published."""
    first = select(AnyDocument.id, AnyDocument.outlet_id).where(AnyDocument.id.in_(document_ids))
    others = select(Publication.document_id, Publication.outlet_id).where(
        Publication.document_id.in_(document_ids)
    )
    return {tuple(row) for row in session.execute(first.union(others))}  # type: ignore[misc]


def _add(
    session: Session,
    document_id: int,
    outlet: FoundName | None,
    known: DocumentMetadata,
    by: int | None = None,
) -> None:
    row = Publication(
        document_id=document_id,
        outlet_id=outlet and outlet.id,
        url=known.url,
        published=known.published,
        created_at=now(),
    )
    session.add(row)
    session.flush()
    if outlet:
        note_merged(session, OUTLETS, [(outlet, row.id)], move=1)
    after = _said(known.outlet, known.url, known.published)
    record(session, Action.PUBLICATION_ADDED, f"document {document_id}", after=after, by=by)


def _said(
    name: str | None, address: str | None, published: dates.PartialDate | None
) -> dict[str, object]:
    return {"outlet": name, "url": address, "published": dates.text(published)}
