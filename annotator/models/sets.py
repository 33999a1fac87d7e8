"""Claim sets: which claims, how many people for each, under which guideline and label scheme."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.any_claims import AnySetClaim
from annotator.models.base import Base, Numbered
from annotator.models.search import Searched
from annotator.terms import (
    ListingKind,
    NotCheckableReason,
    Purpose,
    RejectionReason,
    Role,
    SetState,
    Visibility,
)


class LabelScheme(Numbered, Base):
    """One version of a label scheme, with the file that defined it."""

    __tablename__ = "label_scheme"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    key: Mapped[str]
    version: Mapped[int]
    definition: Mapped[str]


class Verdict(Base):
    """A verdict that a scheme knows: what refuses every other."""

    __tablename__ = "verdict"

    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class ClaimSet(Searched, Numbered, Base):
    """A project; `overlap` is how many people judge each claim, `round` the one under way.

    Its claims go to all annotators, or with `annotators_chosen` to those among its members; so do
    decisions with `reviewers_chosen`. About one claim in `known_every` has a known answer, none
    when it is empty; `answers_shown` says whether annotators see that answer once they have judged.
    `factchecks_allowed` says that another's fact-check may stand as evidence in it, `hints` that
    annotators may have hints shown.
    """

    __tablename__ = "claim_set"
    __table_args__ = (
        CheckConstraint("overlap BETWEEN 1 AND 50", name="overlap"),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint("length(trim(name)) BETWEEN 1 AND 120", name="name"),
        CheckConstraint("known_every >= 2", name="known_every"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str]
    overlap: Mapped[int]
    round: Mapped[int]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"))
    state: Mapped[SetState]
    known_every: Mapped[int | None]
    answers_shown: Mapped[bool] = mapped_column(default=False, server_default=false())
    factchecks_allowed: Mapped[bool] = mapped_column(default=False, server_default=false())
    hints: Mapped[bool] = mapped_column(default=False, server_default=false())
    annotators_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    reviewers_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class SetMember(Base):
    """A person who was chosen for a set, to annotate or to review in it.

    Triggers refuse a seat and a decision to all others.
    """

    __tablename__ = "set_member"
    __table_args__ = (CheckConstraint("role IN ('annotator', 'reviewer')", name="part"),)

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, index=True
    )
    role: Mapped[Role] = mapped_column(primary_key=True)


class ListedDomain(Base):
    """A domain that a set calls unreliable or satirical, with all that is below it."""

    __tablename__ = "listed_domain"
    __table_args__ = (CheckConstraint("length(trim(domain)) > 0", name="domain"),)

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[ListingKind]
    note: Mapped[str]


class Guideline(Numbered, Base):
    """One version of a set's guideline, in Markdown."""

    __tablename__ = "guideline"
    __table_args__ = (
        UniqueConstraint("claim_set_id", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    version: Mapped[int]
    markdown: Mapped[str]
    created_at: Mapped[datetime]


class SetClaim(AnySetClaim):
    """A claim in a set, at its place in the order.

    Statements over it never find a subclaim that waits.
    """

    __mapper_args__ = {"polymorphic_identity": Visibility.PUBLIC}  # noqa: RUF012

    if TYPE_CHECKING:
        # Only what waits has no place: a constraint of the table.
        position: Mapped[int]


class NamedAnnotator(Base):
    """One of the annotators for whom a claim of a set is. Triggers refuse a seat to others."""

    __tablename__ = "named_annotator"

    set_claim_id: Mapped[int] = mapped_column(
        ForeignKey("set_claim.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, index=True
    )


class KnownAnswer(Base):
    """The answer that a claim of a set is known to have, and why: it goes to everybody.

    `calibration` comes before live work and is shown after; `known_answer` comes in between. Such a
    claim has no seats and no part in agreement.
    """

    __tablename__ = "known_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"]),
        CheckConstraint("purpose IN ('calibration', 'known_answer')", name="known"),
        CheckConstraint(
            "CASE WHEN verdict IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END = 1",
            name="outcome",
        ),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        Index(None, "claim_set_id", "purpose"),
    )

    set_claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    claim_set_id: Mapped[int]
    purpose: Mapped[Purpose]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"))
    verdict: Mapped[str | None]
    not_checkable_reason: Mapped[NotCheckableReason | None]
    rejection_reason: Mapped[RejectionReason | None]
    reason: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime]
