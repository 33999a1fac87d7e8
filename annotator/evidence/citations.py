"""When two citations name one source, and two quotes one passage."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit


def source_key(url: str | None, title: str, publisher: str) -> str:
    """Return what is the same for citations of one source: the address without what never names a
    page.

    Scheme, "www.", a trailing slash and the fragment are dropped, the host is in lower case;
    the query stays, since on many sites it names the page. Without an address: title, publisher.
    """
    if not url:
        return f"title:{title.strip().casefold()}|{publisher.strip().casefold()}"
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def passage_sha256(quote: str) -> str:
    """Return what is the same for quotes of one passage: its words, whatever white space is
    between.
    """
    return hashlib.sha256(" ".join(quote.split()).encode()).hexdigest()
