"""The chain of the audit log: each link's hash covers what happened and the hash before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: What the first link has for the hash before it.
BEGINNING = "0" * 64


class Link(NamedTuple):
    """One event of the trail as its hash covers it, in this order; `change` is canonical JSON."""

    number: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str
    claim_set_id: int | None
    set_claim_id: int | None
    change: str


def canonical(content: object) -> str:
    """Return JSON that is the same for the same content: keys in order, ASCII, no blanks."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def change(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> str:
    """Return what an event changed, as it is kept; None where there was, or is, nothing."""
    return canonical({"after": after, "before": before})


def digest(previous: str, link: Link) -> str:
    """Return the hash of a link: SHA-256 over the hash before it and its own fields, 64 hex
    digits.
    """
    moment = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    covered = canonical([previous, link.number, moment, *link[2:]])
    return hashlib.sha256(covered.encode()).hexdigest()
