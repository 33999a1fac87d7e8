"""Texts as they came in, and their sentences."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.any_documents import AnyDocument
from annotator.models.base import Base, Numbered


class Outlet(Numbered, Base):
    """Where texts are published."""

    __tablename__ = "outlet"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    name: Mapped[str] = mapped_column(unique=True)


class Document(AnyDocument):
    """A document that everybody may see: its import is done."""

    __mapper_args__ = {"polymorphic_identity": False}  # noqa: RUF012


class Sentence(Numbered, Base):
    """`document.text[start:end]`; `furniture` names what belongs to the page, not to the story."""

    __tablename__ = "sentence"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        UniqueConstraint("id", "document_id"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    furniture: Mapped[str | None]
