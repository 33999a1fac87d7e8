"""The reviewers' queue, kept so that no page of it sorts or counts judgements."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base
from annotator.terms import QueueState


class QueuedClaim(Base):
    """A claim that everybody has judged, and that a reviewer is to look at or has decided on.

    `since` is when its annotators were found to differ, or when it was drawn; `judgement_id` the
    newest judgement on it. `place`, from 0, is where it stands by expected error, `likely_error`
    how likely its majority is wrong, both by the judgements up to that one; a claim that has come
    since the order was counted has no place yet.
    """

    __tablename__ = "queued_claim"
    __table_args__ = (
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        ForeignKeyConstraint(
            ["judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"]
        ),
        CheckConstraint("place IS NULL OR place >= 0 AND state = 'open'", name="place"),
        CheckConstraint(
            "likely_error IS NULL OR place IS NOT NULL AND likely_error BETWEEN 0 AND 1",
            name="likely_error",
        ),
        Index(None, "claim_set_id", "state", "place", "since", "set_claim_id"),
        Index(None, "claim_set_id", "state", "since", "set_claim_id"),
        Index(
            "ix_queued_claim_unplaced",
            "claim_set_id",
            postgresql_where=text("place IS NULL AND state = 'open'"),
            sqlite_where=text("place IS NULL AND state = 'open'"),
        ),
    )

    set_claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    claim_set_id: Mapped[int]
    state: Mapped[QueueState]
    since: Mapped[datetime]
    judgement_id: Mapped[int]
    place: Mapped[int | None]
    likely_error: Mapped[float | None]


class QueueOrder(Base):
    """When the places of a set's queue were counted last, and not before when they are again.

    `votes_sha256` is the hash of the judgements that they were counted from: while it holds, the
    places can be proved.
    """

    __tablename__ = "queue_order"
    __table_args__ = (CheckConstraint("rests_until >= counted_at", name="rests"),)

    claim_set_id: Mapped[int] = mapped_column(
        ForeignKey("claim_set.id"), primary_key=True, autoincrement=False
    )
    counted_at: Mapped[datetime]
    votes_sha256: Mapped[str | None]
    rests_until: Mapped[datetime]
