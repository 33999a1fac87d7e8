"""The audit log: who did what and when, each event bound to the one before it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Tokened


class AuditEvent(Tokened, Base):
    """One event. Triggers refuse to change or remove it, or to add one out of sequence.

    `chain` is its set, or a constant of `hash_chain`; `number` is its place there. Ids follow each
    other in the order of the commits that a chain saw; they and the numbers never leave the
    database, since they tell how much others did. `token` is its name outside.
    The transaction that adds one holds the end of the chain until it commits. No column refers to
    another table, so no key lookup can wait. `action` is a word of `actions.Action`; older words
    stay. `actor_id` is empty for a command and for the program itself. `vouches` holds the seals of
    rows by table and key: see `operations.audit_log`.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("chain", "number"),
        UniqueConstraint("chain", "previous"),
        CheckConstraint("chain >= -1", name="chain"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("length(trim(action)) > 0", name="action"),
        CheckConstraint("length(trim(subject)) > 0", name="subject"),
        CheckConstraint("length(previous) = 64 AND length(hash) = 64", name="hash"),
        CheckConstraint("set_claim_id IS NULL OR claim_set_id IS NOT NULL", name="set_claim"),
        Index(None, "at", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "action", "id"),
        Index(None, "claim_set_id", "id"),
        Index(None, "set_claim_id", "id"),
    )

    chain: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    action: Mapped[str]
    subject: Mapped[str]
    claim_set_id: Mapped[int | None]
    set_claim_id: Mapped[int | None]
    change: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    vouches: Mapped[str]
