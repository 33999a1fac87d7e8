"""Sources and passages: one row each, however many people cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.citations import passage_sha256, source_key
from annotator.clock import now
from annotator.models import Passage, Source
from annotator.operations.registers import registered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import EvidenceGiven


def keep_passage(session: Session, *, link: EvidenceGiven) -> int:
    """The id of the passage that a link quotes, with its source; both kept now if they are new."""
    source_id = _keep_source(session, link)
    sha256 = passage_sha256(link.quote)
    passage = Passage(source_id=source_id, exact=link.quote.strip(), sha256=sha256)
    return registered(session, passage, source_id=source_id, sha256=sha256)


def _keep_source(session: Session, link: EvidenceGiven) -> int:
    key = source_key(link.url, link.title, link.publisher)
    source = Source(
        key=key, url=link.url, title=link.title, publisher=link.publisher, created_at=now()
    )
    return registered(session, source, key=key)
