"""Texts as they came in, and their sentences."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.any_documents import AnyDocument
from annotator.models.base import Base, Numbered
from annotator.models.names import NamedRow, named_once
from annotator.models.published import Published, known_together


class Outlet(NamedRow, Base):
    """Where texts are published."""

    __tablename__ = "outlet"
    __table_args__ = named_once()


class OutletDomain(Base):
    """A domain under which an outlet publishes, with all that is below it.

    It stays with its row when that becomes a further name of another outlet.
    """

    __tablename__ = "outlet_domain"
    __table_args__ = (CheckConstraint("length(trim(domain)) > 0", name="domain"),)

    domain: Mapped[str] = mapped_column(primary_key=True)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"), index=True)


class Document(AnyDocument):
    """A document that everybody may see: its import is done."""

    __mapper_args__ = {"polymorphic_identity": False}  # noqa: RUF012


class Publication(Published, Numbered, Base):
    """A further publication of a document's text, in another outlet or at another address."""

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint("outlet_id IS NOT NULL OR url IS NOT NULL", name="origin"),
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        known_together(),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlet.id"), index=True)
    url: Mapped[str | None]
    created_at: Mapped[datetime]


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
