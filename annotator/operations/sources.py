"""Sources and passages: one row each, however many people cite them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotator.clock import now
from annotator.models import Passage, Source
from annotator.operations.registers import registered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import EvidenceGiven


def keep_passage(session: Session, *, link: EvidenceGiven) -> int:
    """The id of the passage that a link quotes, with its source; both kept now if they are new."""
    source_id = _keep_source(session, link)
    quote = " ".join(link.quote.split())
    sha256 = hashlib.sha256(quote.encode()).hexdigest()
    passage = Passage(source_id=source_id, exact=link.quote.strip(), sha256=sha256)
    return registered(session, passage, source_id=source_id, sha256=sha256)


def source_key(url: str | None, title: str, publisher: str) -> str:
    """What makes two citations one source: the address without what never names a page.

    Scheme, "www.", a trailing slash and the fragment are dropped, the host is in lower case;
    the query stays, since on many sites it names the page. Without an address: title, publisher.
    """
    if not url:
        return f"title:{title.casefold()}|{publisher.casefold()}"
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _keep_source(session: Session, link: EvidenceGiven) -> int:
    key = source_key(link.url, link.title, link.publisher)
    source = Source(
        key=key, url=link.url, title=link.title, publisher=link.publisher, created_at=now()
    )
    return registered(session, source, key=key)
