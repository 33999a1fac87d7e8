"""Addresses without ids: `/desk/#2` is the desk of the assignment that a test made second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from annotator.models import (
    Agent,
    Assignment,
    Claim,
    ClaimSet,
    Document,
    Fetch,
    Hint,
    ImportBatch,
    Job,
    Outlet,
    Release,
    SetClaim,
    User,
)
from annotator.models.base import Tokened
from annotator.tokens import LENGTH, Token

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import Base

R = TypeVar("R", bound=Tokened)

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
    "outlets": Outlet,
    "people": User,
    "person": User,
    "releases": Release,
    "review": SetClaim,
    "set-claims": SetClaim,
    "sets": ClaimSet,
    "sources": Fetch,
    "speakers": Agent,
}
#: A token that no row has.
MISSING = Token("z" * LENGTH)
_NUMBER = re.compile(rf"\b({'|'.join(TABLES)})([/=])#(\d+)\b")


def nth(session: Session, table: type[Base], number: int, missing: int | None = None) -> int:
    """Return the id of the row that was made as the nth of its table.

    Where there is none yet, `missing` takes its place; without it, that is an error.
    """
    key = table.__table__.c.id
    found = session.scalars(select(key).order_by(key).offset(number - 1).limit(1))
    return found.one() if missing is None else found.one_or_none() or missing


def token(session: Session, table: type[Tokened], number: int = 1) -> Token:
    """Return the token of the row that was made as the nth of its table."""
    made = select(table.token).order_by(table.id).offset(number - 1).limit(1)
    return session.scalars(made).one()


def named(session: Session, table: type[R], token: Token) -> R:
    """Return the row with this token."""
    return session.scalars(select(table).where(table.token == token)).one()


def addressed(session: Session, path: str, missing: int | None = None) -> str:
    """Return the path with ids, or tokens, in place of what stands behind each `#`."""

    def known(match: re.Match[str]) -> str:
        word, sign, number = match.groups()
        table = TABLES[word]
        made = nth(session, table, int(number), missing)
        if issubclass(table, Tokened):
            name = session.scalar(select(table.token).where(table.id == made)) or MISSING
            return f"{word}{sign}{name}"
        return f"{word}{sign}{made}"

    return _NUMBER.sub(known, path)
