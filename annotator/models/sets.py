"""Claim sets: which claims, how many people for each, under which guideline and label scheme."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base
from annotator.terms import ListingKind, NotCheckableReason, Purpose, RejectionReason, SetState


class LabelScheme(Base):
    """One version of a label scheme, with the file that defined it."""

    __tablename__ = "label_scheme"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    version: Mapped[int]
    definition: Mapped[str]


class Verdict(Base):
    """A verdict that a scheme knows: what refuses every other."""

    __tablename__ = "verdict"

    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class ClaimSet(Base):
    """A project; `overlap` is how many people judge each claim, `round` the one under way.

    About one claim in `known_every` has a known answer, none when it is empty; `answers_shown`
    says whether annotators see that answer once they have judged.
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

    id: Mapped[int] = mapped_column(primary_key=True)
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
    created_at: Mapped[datetime]


class ListedDomain(Base):
    """A domain that a set calls unreliable or satirical, with all that is below it."""

    __tablename__ = "listed_domain"
    __table_args__ = (CheckConstraint("length(trim(domain)) > 0", name="domain"),)

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[ListingKind]
    note: Mapped[str]


class Guideline(Base):
    """One version of a set's guideline, in Markdown."""

    __tablename__ = "guideline"
    __table_args__ = (
        UniqueConstraint("claim_set_id", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    version: Mapped[int]
    markdown: Mapped[str]
    created_at: Mapped[datetime]


class SetClaim(Base):
    """A claim in a set. `seats_left` is how many more people may judge it in its `round`.

    The first round is everybody's; a reviewer may have the claim judged afresh by others in a
    second one.

    The worklist looks only at rows with seats left, and the check is what keeps a claim from
    going to more people than the overlap. A claim is `returned` once somebody gave it back, or it
    came to a place that some have passed.
    Positions run from 1 without a gap. `waits_for_id` is the claim that somebody split this one
    from; until all have judged that one it waits at a place below 0, where nobody else looks, or
    it would show who judged what. A part of a split that was replaced waits on, or again.
    """

    __tablename__ = "set_claim"
    __table_args__ = (
        UniqueConstraint("claim_set_id", "claim_id"),
        UniqueConstraint("claim_set_id", "position"),
        UniqueConstraint("id", "claim_set_id"),
        ForeignKeyConstraint(
            ["waits_for_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        CheckConstraint(
            "position > 0 OR position < 0 AND waits_for_id IS NOT NULL AND waits_for_id <> id",
            name="position",
        ),
        CheckConstraint("seats_left >= 0", name="seats_left"),
        CheckConstraint("round >= 1", name="round"),
        Index(
            "ix_set_claim_open",
            "claim_set_id",
            "position",
            postgresql_where=text("seats_left > 0"),
            sqlite_where=text("seats_left > 0"),
        ),
        Index(
            "ix_set_claim_full",
            "claim_set_id",
            postgresql_where=text("seats_left = 0"),
            sqlite_where=text("seats_left = 0"),
        ),
        Index(
            "ix_set_claim_returned",
            "claim_set_id",
            "position",
            postgresql_where=text("returned AND seats_left > 0"),
            sqlite_where=text("returned AND seats_left > 0"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    position: Mapped[int]
    seats_left: Mapped[int]
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    returned: Mapped[bool] = mapped_column(default=False, server_default=false())
    waits_for_id: Mapped[int | None] = mapped_column(index=True)


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
