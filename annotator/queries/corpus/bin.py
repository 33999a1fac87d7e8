"""The bin: what was withdrawn, and when the worker deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator.models import User
from annotator.models.any_documents import AnyDocument
from annotator.storage.paging import preceding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

#: What was withdrawn without a reason is deleted after so long.
BIN_DAYS = 30
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class BinLine:
    """Something that was withdrawn: its name, in the language of it, where it has one.

    `by` is the person's name, None for a command. Without a `reason` it is deleted at
    `deleted_at`.
    """

    id: int
    name: str
    language: str | None
    withdrawn_at: datetime
    by: str | None
    reason: str | None

    @property
    def deleted_at(self) -> datetime | None:
        """Return when the worker may delete it; None for what stays."""
        return None if self.reason else self.withdrawn_at + timedelta(days=BIN_DAYS)


@dataclass(frozen=True, slots=True)
class BinPage:
    """Some of what was withdrawn, the newest first; `before` continues where more follow."""

    lines: tuple[BinLine, ...]
    before: int | None


def withdrawn_documents(session: Session, before: int | None = None) -> BinPage:
    """Return withdrawn documents below the document `before`, or the first."""
    wanted = (
        select(
            *(AnyDocument.id, AnyDocument.title.label("name"), AnyDocument.language),
            *(AnyDocument.withdrawn_at, AnyDocument.withdrawal_reason),
            User.display_name.label("by"),
        )
        .outerjoin(User, User.id == AnyDocument.withdrawn_by_id)
        .where(AnyDocument.withdrawn_at.is_not(None))
    )
    rows, more = preceding(session, wanted, AnyDocument.id, before=before, size=PAGE_SIZE)
    return BinPage(tuple(map(_line, rows)), more)


def documents_to_delete(session: Session, at: datetime, most: int) -> Sequence[int]:
    """Return documents that have been in the bin for its days, at most so many."""
    return session.scalars(
        select(AnyDocument.id)
        .where(
            AnyDocument.withdrawn_at < at - timedelta(days=BIN_DAYS),
            AnyDocument.withdrawal_reason.is_(None),
        )
        .order_by(AnyDocument.id)
        .limit(most)
    ).all()


def _line(row: Row[*tuple[Any, ...]]) -> BinLine:
    return BinLine(
        id=row.id,
        name=row.name,
        language=row.language,
        withdrawn_at=row.withdrawn_at,
        by=row.by,
        reason=row.withdrawal_reason,
    )
