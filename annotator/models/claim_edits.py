"""What editors decided on candidate claims: kept for good, an undone decision too."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.edit_kinds import EditKind
from annotator.models.base import Base, Numbered, term


class ClaimEdit(Numbered, Base):
    """One decision of an editor on candidates of one document, in force until it is undone.

    Who says a claim is decided for its attribution: with the name before and after, empty where
    the text does not tell one.
    """

    __tablename__ = "claim_edit"
    __table_args__ = (
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone"),
        CheckConstraint("(kind = 'speaker') = (attribution_id IS NOT NULL)", name="speaker"),
        CheckConstraint(
            "(attribution_id IS NULL) = (speaker_before IS NULL)"
            " AND (attribution_id IS NULL) = (speaker_after IS NULL)",
            name="names",
        ),
        CheckConstraint("length(trim(speaker_after)) > 0", name="speaker_after"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[EditKind] = mapped_column(term(EditKind))
    attribution_id: Mapped[int | None] = mapped_column(ForeignKey("attribution.id"), index=True)
    speaker_before: Mapped[str | None]
    speaker_after: Mapped[str | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    undone_at: Mapped[datetime | None]


class ClaimEditPart(Base):
    """A claim of a decision, in its order: a `result` of it, else one that it was made on."""

    __tablename__ = "claim_edit_part"
    __table_args__ = (CheckConstraint("position >= 0", name="position"),)

    edit_id: Mapped[int] = mapped_column(ForeignKey("claim_edit.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, index=True)
    position: Mapped[int]
    result: Mapped[bool]
