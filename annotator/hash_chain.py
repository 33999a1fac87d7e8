"""The chains of the audit log: how events follow each other, and how an event vouches for rows.

Two formulas: events from before the chains of sets have the first one, and are verified by it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

#: What the first link has for the hash before it.
BEGINNING = "0" * 64
#: The chain of what belongs to no set; it anchors the heads of all others.
INSTALLATION = 0
#: The one chain from before sets had their own; the first link of each other chain follows its
#: last.
EARLIER = -1

_SHA256, _CHECK = 32, 3


class EarlierLink(NamedTuple):
    """An event as the first formula covers it, in this order; `change` is canonical JSON."""

    number: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str
    claim_set_id: int | None
    set_claim_id: int | None
    change: str


class Link(NamedTuple):
    """An event as its hash covers it, in this order.

    `at` is UTC, as `2026-03-14 09:30:00.000000`. `change` is canonical JSON, `vouches` the rows
    that the event vouches for: see `Seal`. No field has a line break.
    """

    chain: int
    number: int
    token: str
    at: str
    actor_id: int | None
    action: str
    subject: str
    claim_set_id: int | None
    set_claim_id: int | None
    change: str
    vouches: str


def canonical(content: object) -> str:
    """Return JSON that is the same for the same content: keys in order, ASCII, no blanks."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def change(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> str:
    """Return what an event changed, as it is kept; None where there was, or is, nothing."""
    return canonical({"after": after, "before": before})


def moment(at: datetime) -> str:
    """Return a time as a link has it: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def digest(previous: str, link: Sequence[object]) -> str:
    """Return the hash of a link: SHA-256 over the hash before it and its fields, a line each."""
    # Each field is one line: the same lines are the same fields.
    lines = "\n".join(["" if field is None else str(field) for field in link])
    return hashlib.sha256(f"{previous}\n{lines}".encode()).hexdigest()


def earlier_digest(previous: str, link: EarlierLink) -> str:
    """Return the hash of a link of the earlier chain: SHA-256 over a JSON array, 64 hex digits."""
    at = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    covered = canonical([previous, link.number, at, *link[2:]])
    return hashlib.sha256(covered.encode()).hexdigest()


class Seal(NamedTuple):
    """Hashes of a row: SHA-256 over its covered fields, and a short check of each of them.

    The SHA-256 proves the row; the checks say which field is another one.
    """

    whole: bytes
    checks: bytes

    @property
    def text(self) -> str:
        """Return the seal as an event has it: base64."""
        return base64.b64encode(self.whole + self.checks).decode()

    @property
    def fields(self) -> int:
        """Return how many fields it covers."""
        return len(self.checks) // _CHECK

    def differing(self, other: Seal) -> list[int]:
        """Return the numbers of the fields that two seals of a row have otherwise."""
        least = min(self.fields, other.fields)
        return [n for n in range(least) if self._check(n) != other._check(n)]

    def _check(self, field: int) -> bytes:
        return self.checks[field * _CHECK : (field + 1) * _CHECK]


def seal(values: Sequence[str]) -> Seal:
    """Return the seal of a row by its fields in plain words (`plain`)."""
    raw = [value.encode("utf-8", "surrogatepass") for value in values]
    checks = b"".join([hashlib.blake2b(one, digest_size=_CHECK).digest() for one in raw])
    framed = b"".join([b"%d:%b" % (len(one), one) for one in raw])
    return Seal(hashlib.sha256(framed).digest(), checks)


def parsed_seal(text: str) -> Seal:
    """Return the seal that an event has. Raises ValueError."""
    raw = base64.b64decode(text, validate=True)
    return Seal(raw[:_SHA256], raw[_SHA256:])
