"""Texts as they came in, and their sentences."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered
from annotator.models.published import Published, known_together
from annotator.terms import ExtractionState, ImportOutcome


class Outlet(Numbered, Base):
    """Where texts are published."""

    __tablename__ = "outlet"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    name: Mapped[str] = mapped_column(unique=True)


class ImportBatch(Numbered, Base):
    """One import: what was offered, and the claim set that its claims are to go into, if any."""

    __tablename__ = "import_batch"

    label: Mapped[str]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    claim_set_id: Mapped[int | None] = mapped_column(ForeignKey("claim_set.id"))
    created_at: Mapped[datetime]


class Document(Published, Numbered, Base):
    """One text with what is known of its origin; `text` is never changed.

    `extraction` and `extraction_failure` follow from the document's job. `finely` is how its
    statements are cut.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        known_together(),
        CheckConstraint(
            "(extraction = 'failed') = (extraction_failure IS NOT NULL)", name="extraction_failure"
        ),
        CheckConstraint("(extraction = 'done') = (extractor IS NOT NULL)", name="extractor"),
    )

    import_batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlet.id"), index=True)
    title: Mapped[str]
    author: Mapped[str | None]
    url: Mapped[str | None]
    language: Mapped[str]
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    extraction: Mapped[ExtractionState] = mapped_column(server_default=ExtractionState.WAITING)
    extraction_failure: Mapped[str | None]
    extractor: Mapped[str | None]
    finely: Mapped[bool] = mapped_column(default=False, server_default=false())


class ImportItem(Numbered, Base):
    """What became of one text of an import: a document, one that was here, or a reason."""

    __tablename__ = "import_item"
    __table_args__ = (
        UniqueConstraint("import_batch_id", "position"),
        CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint("(outcome = 'failed') = (document_id IS NULL)", name="document"),
    )

    import_batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    position: Mapped[int]
    name: Mapped[str]
    outcome: Mapped[ImportOutcome]
    reason: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)


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
