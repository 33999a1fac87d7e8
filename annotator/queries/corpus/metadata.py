"""What is known of documents, for every statement that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator import dates
from annotator.models import Document, Outlet
from annotator.records import DOCUMENT_FIELDS, DocumentMetadata

if TYPE_CHECKING:
    from sqlalchemy import Row

_OUTLET = (
    select(Outlet.name)
    .where(Outlet.id == Document.outlet_id)
    .correlate(Document)
    .scalar_subquery()
    .label("outlet")
)
#: What a statement over Document selects, for `metadata_in`.
METADATA: tuple[Any, ...] = tuple(
    _OUTLET if name == "outlet" else getattr(Document, name) for name in DOCUMENT_FIELDS
)


def metadata_in(row: Row[*tuple[Any, ...]]) -> DocumentMetadata:
    """Return what a row tells whose statement selects METADATA."""
    known: dict[str, Any] = {
        name: dates.in_row(row) if name == "published" else getattr(row, name)
        for name in DOCUMENT_FIELDS
    }
    return DocumentMetadata(**known)
