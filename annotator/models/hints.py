"""What annotators were shown as hints, and what of it they opened: rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Tokened

_CLAIM, _PASSAGE = text("snapshot_id IS NULL"), text("snapshot_id IS NOT NULL")


class Hint(Tokened, Base):
    """One thing that was shown beside a claim, to the holder of its assignment, once.

    A claim of a set that is decided (`decided_id`), or `snapshot.text[start:end]`, which a decided
    claim cites where it names one. `rank` is its place in the list, from 1.
    """

    __tablename__ = "hint"
    __table_args__ = (
        CheckConstraint("decided_id IS NOT NULL OR snapshot_id IS NOT NULL", name="something"),
        CheckConstraint("(snapshot_id IS NULL) = (start IS NULL)", name="start"),
        CheckConstraint('(snapshot_id IS NULL) = ("end" IS NULL)', name="end"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("rank >= 1", name="rank"),
        Index(
            "uq_hint_claim",
            "assignment_id",
            "decided_id",
            unique=True,
            postgresql_where=_CLAIM,
            sqlite_where=_CLAIM,
        ),
        Index(
            "uq_hint_passage",
            "assignment_id",
            "snapshot_id",
            "start",
            "end",
            unique=True,
            postgresql_where=_PASSAGE,
            sqlite_where=_PASSAGE,
        ),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    decided_id: Mapped[int | None] = mapped_column(ForeignKey("set_claim.id"), index=True)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    rank: Mapped[int]
    shown_at: Mapped[datetime]


class HintOpening(Base):
    """That a hint's passage was opened in its source: by which fetch, and when first."""

    __tablename__ = "hint_opening"

    hint_id: Mapped[int] = mapped_column(
        ForeignKey("hint.id"), primary_key=True, autoincrement=False
    )
    fetch_id: Mapped[int] = mapped_column(ForeignKey("fetch.id"), index=True)
    opened_at: Mapped[datetime]
