"""Where annotators differ, and what a reviewer decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base
from annotator.terms import (
    Decision,
    DisagreementKind,
    DisagreementReason,
    DisagreementState,
    NotCheckableReason,
    Part,
    RejectionReason,
)


class Disagreement(Base):
    """That the judgements of one claim differ in one thing."""

    __tablename__ = "disagreement"
    __table_args__ = (
        UniqueConstraint("set_claim_id", "round", "kind"),
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        Index(None, "claim_set_id", "state", "set_claim_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    set_claim_id: Mapped[int]
    round: Mapped[int]
    kind: Mapped[DisagreementKind]
    state: Mapped[DisagreementState]
    opened_at: Mapped[datetime]


class Adjudication(Base):
    """A reviewer's decision on one claim, beside the judgements and never over them.

    It picks a judgement, or, where all are wrong, gives exactly one outcome of its own. A later
    decision supersedes an earlier one by the next number.
    """

    __tablename__ = "adjudication"
    __table_args__ = (
        UniqueConstraint("set_claim_id", "round", "number"),
        UniqueConstraint("id", "set_claim_id"),
        ForeignKeyConstraint(
            ["set_claim_id", "reviewer_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
        ),
        ForeignKeyConstraint(
            ["chosen_judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"]
        ),
        ForeignKeyConstraint(
            ["supersedes_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"]
        ),
        ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"]),
        CheckConstraint("part = 'decides'", name="decides"),
        CheckConstraint(
            "number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL",
            name="supersedes",
        ),
        CheckConstraint(
            "(decision = 'all_wrong') = (chosen_judgement_id IS NULL)", name="chosen_judgement"
        ),
        CheckConstraint(
            "CASE WHEN verdict IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END"
            " = CASE WHEN decision = 'all_wrong' THEN 1 ELSE 0 END",
            name="outcome",
        ),
        CheckConstraint("length(trim(note)) > 0", name="note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_claim_id: Mapped[int] = mapped_column(ForeignKey("set_claim.id"))
    round: Mapped[int]
    reviewer_id: Mapped[int]
    part: Mapped[Part]
    number: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(unique=True)
    token: Mapped[str] = mapped_column(unique=True)
    decision: Mapped[Decision]
    chosen_judgement_id: Mapped[int | None] = mapped_column(index=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"))
    verdict: Mapped[str | None]
    not_checkable_reason: Mapped[NotCheckableReason | None]
    rejection_reason: Mapped[RejectionReason | None]
    note: Mapped[str]
    created_at: Mapped[datetime]


class AdjudicationReason(Base):
    """One reason why the annotators differed, as the reviewer sees it."""

    __tablename__ = "adjudication_reason"

    adjudication_id: Mapped[int] = mapped_column(ForeignKey("adjudication.id"), primary_key=True)
    reason: Mapped[DisagreementReason] = mapped_column(primary_key=True)
