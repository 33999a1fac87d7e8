"""What the address of a source tells: whose it is, when it was published, what it is a copy of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import tld

from annotator.dates import PartialDate
from annotator.terms import Precision
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Collection

#: Sites that keep copies of other sites' pages.
ARCHIVES = words(
    """
    archive.org archive.today archive.ph archive.is archive.li archive.md archive.vn archive.fo
    perma.cc ghostarchive.org webcitation.org arquivo.pt
    """
)
_ORIGINAL = re.compile(r"https?://?.+", re.IGNORECASE | re.DOTALL)
_PATH_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})"
    r"(?:([-/_])(0[1-9]|1[0-2]|[1-9])(?:\2(0[1-9]|[12]\d|3[01]|[1-9]))?|(0[1-9]|1[0-2])([0-3]\d))"
    r"(?!\d)"
)


def host(url: str | None) -> str:
    """Return the host of an address in lower case and without "www.", or nothing."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def domain(url: str | None) -> str:
    """Return the part of an address's host that is registered, or nothing.

    "a.b.co.uk" is "b.co.uk"; under a suffix that the list does not know, the last two labels.
    """
    name = host(url)
    known = tld.get_fld(f"https://{name}/", fail_silently=True, search_private=True)
    return known or (name if _is_number(name) else ".".join(name.split(".")[-2:]))


def within(name: str, parent: str) -> bool:
    """Return True if a host is a domain or one below it."""
    return name == parent or name.endswith(f".{parent}")


def within_any(name: str, parents: Collection[str]) -> bool:
    """Return True if a host is one of these domains or below one."""
    labels = name.split(".")
    return any(".".join(labels[start:]) in parents for start in range(len(labels)))


def is_archive(url: str | None) -> bool:
    """Return True if the address is that of a copy in a public archive."""
    return within_any(host(url), ARCHIVES)


def original(url: str | None) -> str:
    """Return the address of what was copied, for one in an archive; else the address itself, or
    nothing.

    An archive that does not name the original in its address gives nothing.
    """
    if not url or not is_archive(url):
        return url or ""
    parts = urlsplit(url)
    inner = _ORIGINAL.search(unquote(f"{parts.path}?{parts.query}".rstrip("?")))
    return re.sub(r"^(https?):/+", r"\1://", inner[0], flags=re.IGNORECASE) if inner else ""


def path_date(url: str | None) -> PartialDate | None:
    """Return the date in the path of an address, as "/2025/12/06/" or "-20251206"; an archive's own
    timestamp is none.
    """
    try:
        path = urlsplit(original(url)).path
    except ValueError:
        return None
    match = _PATH_DATE.search(path)
    if match is None:
        return None
    year, _, month, day, joined_month, joined_day = match.groups()
    known_day = day or joined_day
    try:
        at = datetime(int(year), int(month or joined_month), int(known_day or 1), tzinfo=UTC)
    except ValueError:
        return None
    return PartialDate(at, Precision.DAY if known_day else Precision.MONTH)


def _is_number(name: str) -> bool:
    return ":" in name or name.replace(".", "").isdigit()
