"""How the judgements of readable claims lie, counted as they come in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base
from annotator.terms import Question


class ClaimPattern(Base):
    """How many annotators of a claim gave each label in one round: “refuted:1 supported:2”.

    Only claims that everybody has judged have one, so that it reveals nothing early.
    """

    __tablename__ = "claim_pattern"
    __table_args__ = (CheckConstraint("length(pattern) > 0", name="pattern"),)

    set_claim_id: Mapped[int] = mapped_column(ForeignKey("set_claim.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[Question] = mapped_column(primary_key=True)
    pattern: Mapped[str]


class PatternCount(Base):
    """Of how many claims of a set a pattern is: all that percent agreement and alpha read."""

    __tablename__ = "pattern_count"
    __table_args__ = (CheckConstraint("claims >= 0", name="claims"),)

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[Question] = mapped_column(primary_key=True)
    pattern: Mapped[str] = mapped_column(primary_key=True)
    claims: Mapped[int]
