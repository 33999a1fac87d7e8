"""Documents as they are stored, with those of imports that are not done and withdrawn ones.

`Document` is what everybody may see: each statement over it leaves out the others by itself.
`pyproject.toml` lists the modules that may import this one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, false, or_, select, type_coerce
from sqlalchemy.orm import Mapped, aliased, column_property, declared_attr, mapped_column

from annotator.models.base import Base, Numbered
from annotator.models.imports import ImportBatch, is_unfinished
from annotator.models.published import Published, known_together
from annotator.models.search import Searched
from annotator.models.withdrawn import Withdrawable, withdrawals
from annotator.terms import ExtractionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement


class _Condition(Boolean):
    """A condition that tells the classes of a table: no comparison with a value of it."""

    class comparator_factory(Boolean.Comparator[bool]):  # noqa: N801 (SQLAlchemy's name)
        """How SQLAlchemy asks for the rows of a class."""

        def in_(self, other: Iterable[bool]) -> ColumnElement[bool]:
            """Return the condition, or that it does not hold."""
            return or_(*(self.expr if one else ~self.expr for one in other))


# An alias, so that no statement around it means the same row.
_unfinished = aliased(ImportBatch, name="unfinished_import")


class AnyDocument(Published, Withdrawable, Searched, Numbered, Base):
    """One text with what is known of its origin, visible or not; `text` is never changed.

    `extraction` and `extraction_failure` follow from the document's job. `finely` is how its
    statements are cut. `supersedes_id` is the document whose text this one corrects. It is hidden
    as long as its import is not done: the import's row alone says
    so, and one change shows all its documents at once. A withdrawn one is hidden too.
    `external_id` is how others call it; `other_fields`, JSON, are what its file says beside.
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
        CheckConstraint("supersedes_id <> id", name="supersedes"),
        CheckConstraint("length(trim(external_id)) > 0", name="external_id"),
        CheckConstraint("other_fields LIKE '{%}'", name="other_fields"),
        *withdrawals("document"),
    )
    __mapper_args__ = {"polymorphic_on": "hidden", "polymorphic_abstract": True}  # noqa: RUF012

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
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), unique=True)
    finely: Mapped[bool] = mapped_column(default=False, server_default=false())
    external_id: Mapped[str | None] = mapped_column(index=True)
    other_fields: Mapped[str | None]

    @declared_attr
    def hidden(cls) -> Mapped[bool]:  # noqa: N805 (SQLAlchemy's way)
        """Return True if the import of the document is not done, or the document is withdrawn."""
        unfinished = select(_unfinished.id).where(is_unfinished(_unfinished))
        batch_id: ColumnElement[int] = cls.import_batch_id  # type: ignore[assignment]
        withdrawn_at: ColumnElement[datetime] = cls.withdrawn_at  # type: ignore[assignment]
        condition = batch_id.in_(unfinished) | withdrawn_at.is_not(None)
        # In parentheses: the condition is negated as a whole.
        return column_property(type_coerce(condition.self_group(), _Condition()))


class HiddenDocument(AnyDocument):
    """A document of an import that is not done, or one that is withdrawn."""

    __mapper_args__ = {"polymorphic_identity": True}  # noqa: RUF012
