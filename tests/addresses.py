"""Addresses without ids: `/desk/#2` is the desk of the assignment that a test made second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import (
    Assignment,
    Claim,
    ClaimSet,
    Document,
    Fetch,
    Hint,
    ImportBatch,
    Job,
    Release,
    SetClaim,
    User,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import Base

#: Of which table a number is, behind each word of an address.
TABLES: dict[str, type[Base]] = {
    "claim": Claim,
    "claim_set": ClaimSet,
    "claims": Claim,
    "desk": Assignment,
    "documents": Document,
    "hints": Hint,
    "imports": ImportBatch,
    "jobs": Job,
    "people": User,
    "person": User,
    "releases": Release,
    "review": SetClaim,
    "set-claims": SetClaim,
    "sets": ClaimSet,
    "sources": Fetch,
}
_NUMBER = re.compile(rf"\b({'|'.join(TABLES)})([/=])#(\d+)\b")


def nth(session: Session, table: type[Base], number: int, missing: int | None = None) -> int:
    """Return the id of the row that was made as the nth of its table.

    Where there is none yet, `missing` takes its place; without it, that is an error.
    """
    key = table.__table__.c.id
    found = session.scalars(select(key).order_by(key).offset(number - 1).limit(1))
    return found.one() if missing is None else found.one_or_none() or missing


def addressed(session: Session, path: str, missing: int | None = None) -> str:
    """Return the path with ids in place of what stands behind each `#`."""

    def known(match: re.Match[str]) -> str:
        word, sign, number = match.groups()
        return f"{word}{sign}{nth(session, TABLES[word], int(number), missing)}"

    return _NUMBER.sub(known, path)
