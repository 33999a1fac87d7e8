"""The audit log: who did what and when, each event bound to the one before it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base


class AuditEvent(Base):
    """One event. Triggers refuse to change or remove it, or to add one out of sequence.

    The transaction that adds one holds the end of the chain until it commits. No column refers to
    another table, so no key lookup can wait. `action` is a word of `actions.Action`; older words
    stay. `actor_id` is empty for a command and for the program itself.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("length(trim(action)) > 0", name="action"),
        CheckConstraint("length(trim(subject)) > 0", name="subject"),
        CheckConstraint("length(previous) = 64 AND length(hash) = 64", name="hash"),
        CheckConstraint("set_claim_id IS NULL OR claim_set_id IS NOT NULL", name="set_claim"),
        Index(None, "at", "number"),
        Index(None, "actor_id", "number"),
        Index(None, "action", "number"),
        Index(None, "claim_set_id", "number"),
        Index(None, "set_claim_id", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    action: Mapped[str]
    subject: Mapped[str]
    claim_set_id: Mapped[int | None]
    set_claim_id: Mapped[int | None]
    change: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)
