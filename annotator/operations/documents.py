"""Documents: how texts come in, once each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.cleaning import one_line
from annotator.clock import now
from annotator.imports.incoming import Unreadable
from annotator.models import Document, ImportBatch, ImportItem, Outlet
from annotator.operations.registers import registered
from annotator.terms import ExtractionState, ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from annotator.dates import PartialDate
    from annotator.imports.incoming import Incoming, IncomingText

MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Unstated:
    """What holds for texts that do not say it themselves."""

    outlet: str | None = None
    published: PartialDate | None = None
    language: str = "en"


def begin_import(
    session: Session, *, label: str, user_id: int | None = None, claim_set_id: int | None = None
) -> int:
    """Open a batch and return its id; its claims go into the set, where one is named."""
    batch = ImportBatch(
        label=one_line(label)[:200],
        created_by_id=user_id,
        claim_set_id=claim_set_id,
        created_at=now(),
    )
    session.add(batch)
    session.flush()
    return batch.id


def import_texts(
    session: Session, *, batch_id: int, incoming: Iterable[Incoming], unstated: Unstated
) -> list[tuple[str, ImportOutcome, str | None]]:
    """Keep each text as a document unless its very text is here, and note what became of it.

    Returns (name, outcome, reason) for each; one that fails keeps none of the others out.
    """
    last = session.scalar(
        select(func.max(ImportItem.position)).where(ImportItem.import_batch_id == batch_id)
    )
    results = []
    for position, text in enumerate(incoming, start=(last or 0) + 1):
        item = _item(session, batch_id, text, unstated)
        item.import_batch_id, item.position = batch_id, position
        session.add(item)
        results.append((item.name, item.outcome, item.reason))
    session.flush()
    return results


def _item(session: Session, batch_id: int, text: Incoming, unstated: Unstated) -> ImportItem:
    name = text.name[-500:]
    if not isinstance(text, Unreadable) and len(text.text) > MOST_CHARACTERS:
        text = Unreadable(
            text.name,
            f"It has {len(text.text):,} characters; a document may have {MOST_CHARACTERS:,}."
            " Cut it into parts.",
        )
    if isinstance(text, Unreadable):
        return ImportItem(name=name, outcome=ImportOutcome.FAILED, reason=text.reason)
    sha256 = hashlib.sha256(text.text.encode()).hexdigest()
    present = session.scalar(select(Document.id).where(Document.sha256 == sha256))
    if present is not None:
        return ImportItem(name=name, outcome=ImportOutcome.REPEATED, document_id=present)
    document = _document(session, batch_id, text, sha256, unstated)
    return ImportItem(name=name, outcome=ImportOutcome.IMPORTED, document_id=document.id)


def _document(
    session: Session, batch_id: int, text: IncomingText, sha256: str, unstated: Unstated
) -> Document:
    published = text.published or unstated.published
    document = Document(
        import_batch_id=batch_id,
        outlet_id=_outlet(session, text.outlet or unstated.outlet),
        title=text.title,
        author=text.author,
        url=text.url,
        language=text.language or unstated.language,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        text=text.text,
        sha256=sha256,
        created_at=now(),
        extraction=ExtractionState.WAITING,
    )
    session.add(document)
    session.flush()
    return document


def _outlet(session: Session, name: str | None) -> int | None:
    if not name:
        return None
    return registered(session, Outlet(name=name), name=name)
