"""Where annotators differ, and what a reviewer decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered, Tokened
from annotator.models.judging import Citation
from annotator.models.published import known_together
from annotator.terms import (
    Decision,
    DisagreementKind,
    DisagreementReason,
    DisagreementState,
    NotCheckableReason,
    Part,
    RejectionReason,
)


class Disagreement(Numbered, Base):
    """That the judgements of one claim differ in one thing."""

    __tablename__ = "disagreement"
    __table_args__ = (
        UniqueConstraint("set_claim_id", "round", "kind"),
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        Index(None, "claim_set_id", "state", "set_claim_id"),
    )

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    set_claim_id: Mapped[int]
    round: Mapped[int]
    kind: Mapped[DisagreementKind]
    state: Mapped[DisagreementState]
    opened_at: Mapped[datetime]


class Adjudication(Tokened, Base):
    """What a reviewer does with one claim, beside the judgements and never over them.

    A decision picks a judgement, or, where all are wrong, gives exactly one own outcome.
    Sending back, a second round and reopening settle nothing. What comes later supersedes what was
    before it by the next number; each round of a claim has its own.
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
        CheckConstraint("length(form_sha256) = 64", name="form_sha256"),
        CheckConstraint("part = 'decides'", name="decides"),
        CheckConstraint(
            "number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL",
            name="supersedes",
        ),
        CheckConstraint(
            "(decision IN ('one_right', 'both_acceptable', 'confirmed'))"
            " = (chosen_judgement_id IS NOT NULL)",
            name="chosen",
        ),
        CheckConstraint(
            "CASE WHEN verdict IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END"
            " = CASE WHEN decision = 'all_wrong' THEN 1 ELSE 0 END",
            name="outcome",
        ),
        CheckConstraint("decision = 'confirmed' OR length(trim(note)) > 0", name="noted"),
        CheckConstraint("decision <> 'reopened' OR number > 1", name="reopens"),
    )

    set_claim_id: Mapped[int] = mapped_column(ForeignKey("set_claim.id"))
    round: Mapped[int]
    reviewer_id: Mapped[int]
    part: Mapped[Part]
    number: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(unique=True)
    form_token: Mapped[str] = mapped_column(unique=True)
    form_sha256: Mapped[str | None]
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


class AdjudicationEvidence(Citation, Base):
    """A citation that a reviewer's own outcome rests on."""

    __tablename__ = "adjudication_evidence"
    __table_args__ = (
        UniqueConstraint("adjudication_id", "passage_id"),
        CheckConstraint("set_number >= 1", name="set_number"),
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        known_together(),
    )

    adjudication_id: Mapped[int] = mapped_column(ForeignKey("adjudication.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class SentBack(Base):
    """That a claim went back to one who judged it; `judgement_id` is what they had judged by then.

    Whatever they judge afterwards they judge after a reviewer's word: figures of agreement are of
    what stood before.
    """

    __tablename__ = "sent_back"
    __table_args__ = (
        ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"]
        ),
        ForeignKeyConstraint(
            ["judgement_id", "assignment_id"], ["judgement.id", "judgement.assignment_id"]
        ),
        ForeignKeyConstraint(
            ["judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"]
        ),
        Index(None, "assignment_id", "adjudication_id"),
    )

    adjudication_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    assignment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    set_claim_id: Mapped[int]
    judgement_id: Mapped[int]


class SecondRound(Base):
    """A round of a claim that a reviewer began; `people` are the annotators left for it by then.

    As many are asked as the overlap says, but never more than there were.
    """

    __tablename__ = "second_round"
    __table_args__ = (
        ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"]
        ),
        UniqueConstraint("set_claim_id", "round"),
        CheckConstraint("round >= 2", name="round"),
        CheckConstraint("people >= 1", name="people"),
    )

    adjudication_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    set_claim_id: Mapped[int]
    round: Mapped[int]
    people: Mapped[int]


class SpotCheck(Base):
    """A claim on which all agree, drawn by chance for a reviewer to look at."""

    __tablename__ = "spot_check"
    __table_args__ = (
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        Index(None, "claim_set_id", "set_claim_id"),
    )

    set_claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    claim_set_id: Mapped[int]
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    drawn_at: Mapped[datetime]


class Reply(Base):
    """An annotator's answer to the decision on a claim: once for each decision."""

    __tablename__ = "reply"
    __table_args__ = (
        ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"]
        ),
        ForeignKeyConstraint(
            ["set_claim_id", "annotator_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
        ),
        CheckConstraint("part = 'judges'", name="judges"),
        CheckConstraint("length(trim(text)) > 0", name="text"),
    )

    adjudication_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    annotator_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    set_claim_id: Mapped[int]
    part: Mapped[Part]
    text: Mapped[str]
    created_at: Mapped[datetime]
