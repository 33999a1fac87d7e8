"""Withdrawals: when, by whom and why a row left every list, queue and figure."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

_WITHDRAWN = text("withdrawn_at IS NOT NULL")


class Withdrawable:
    """A table whose rows can be withdrawn, and put back.

    Without a reason, a withdrawn row lies in the bin, and the worker deletes it after 30 days. What
    people have judged needs a reason, and is never deleted. Each table has the constraints of
    `withdrawals()`, and a class that everybody uses, which leaves out withdrawn rows by itself.
    """

    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]

    @declared_attr
    def withdrawn_by_id(cls) -> Mapped[int | None]:  # noqa: N805 (SQLAlchemy's way)
        """Return who withdrew the row; None for a command without a person."""
        return mapped_column(ForeignKey("user_account.id"))


#: What the audit log covers of a withdrawal.
WITHDRAWAL = ("withdrawn_at", "withdrawn_by_id", "withdrawal_reason")


def withdrawals(table: str) -> tuple[CheckConstraint | Index, ...]:
    """Return the constraints of a table whose rows can be withdrawn, and the index of its bin."""
    return (
        CheckConstraint(
            "withdrawn_at IS NOT NULL OR (withdrawn_by_id IS NULL AND withdrawal_reason IS NULL)",
            name="withdrawn",
        ),
        CheckConstraint("length(trim(withdrawal_reason)) > 0", name="withdrawal_reason"),
        Index(
            f"ix_{table}_withdrawn",
            "withdrawn_at",
            postgresql_where=_WITHDRAWN,
            sqlite_where=_WITHDRAWN,
        ),
    )
