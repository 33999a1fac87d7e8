"""Where the text of a document was published beside its first outlet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator import dates
from annotator.models import Outlet, Publication
from annotator.publications import PublicationRecord
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class KnownPublication:
    """A further publication of a document's text, with its id."""

    id: int
    told: PublicationRecord


def publications_of(
    session: Session, document_ids: Sequence[int]
) -> defaultdict[int, tuple[KnownPublication, ...]]:
    """Return the further publications of each document, the earliest first; none for others."""
    found: defaultdict[int, tuple[KnownPublication, ...]] = defaultdict(tuple)
    for row in _OF_DOCUMENTS.rows(session, ids=list(document_ids)):
        told = PublicationRecord(row.outlet, dates.text(dates.in_row(row)), row.url)
        found[row.document_id] += (KnownPublication(row.id, told),)
    return found


_OF_DOCUMENTS = Prepared(
    select(
        *(Publication.id, Publication.document_id, Publication.url, Publication.published),
        Outlet.name.label("outlet"),
    )
    .outerjoin(Outlet, Outlet.id == Publication.outlet_id)
    .where(Publication.document_id.in_(bindparam("ids", expanding=True)))
    .order_by(Publication.document_id, Publication.published_at, Publication.id)
)
