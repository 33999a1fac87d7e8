"""Names of speakers and outlets: one row is one, or a further name of one."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, validates

from annotator.cleaning import folded_name
from annotator.models.base import Numbered

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultExecutionContext


def _folded(context: DefaultExecutionContext) -> str:
    """Return the folded name of a row that is added."""
    return folded_name(context.get_current_parameters()["name"])  # type: ignore[no-untyped-call]


class NamedRow(Numbered):
    """A speaker or an outlet; with `same_as_id`, only a further name of another one.

    Texts that have a further name lead to the row that it belongs to, never to its own:
    `operations.names.found_names`. Only a judgement can have it, which keeps what was typed. A
    further name has no further names itself. `folded` is for order and comparison.
    """

    name: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str] = mapped_column(default=_folded, index=True)

    @validates("name")
    def _fold(self, _name: str, value: str) -> str:
        self.folded = folded_name(value)
        return value

    @declared_attr
    def same_as_id(cls) -> Mapped[int | None]:  # noqa: N805 (SQLAlchemy's way)
        """Return the column of the row that this is a further name of."""
        return mapped_column(ForeignKey(f"{cls.__tablename__}.id"), index=True)  # type: ignore[attr-defined]


def named_once() -> tuple[CheckConstraint, ...]:
    """Return the constraints of each table of named rows."""
    return (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("length(folded) > 0", name="folded"),
        CheckConstraint("same_as_id <> id", name="same_as"),
    )


class MergeOfNames(Numbered):
    """That a row became a further name of another: by whom, when, and whether it was undone."""

    names: ClassVar[str]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 (SQLAlchemy's way)
        """Return the constraints: a row is merged into one other at a time."""
        still = text("undone_at IS NULL")
        return (
            CheckConstraint("name_id <> into_id", name="into"),
            CheckConstraint("undone_at IS NOT NULL OR undone_by_id IS NULL", name="undone"),
            Index(
                f"uq_{cls.__tablename__}_in_force",  # type: ignore[attr-defined]
                "name_id",
                unique=True,
                postgresql_where=still,
                sqlite_where=still,
            ),
        )

    @declared_attr
    def name_id(cls) -> Mapped[int]:  # noqa: N805
        """Return the column of the row that was merged."""
        return mapped_column(ForeignKey(f"{cls.names}.id"))

    @declared_attr
    def into_id(cls) -> Mapped[int]:  # noqa: N805
        """Return the column of the row that it was merged into."""
        return mapped_column(ForeignKey(f"{cls.names}.id"), index=True)

    @declared_attr
    def made_by_id(cls) -> Mapped[int | None]:  # noqa: N805
        """Return the column of who merged them; empty for a command."""
        return mapped_column(ForeignKey("user_account.id"))

    @declared_attr
    def undone_by_id(cls) -> Mapped[int | None]:  # noqa: N805
        """Return the column of who undid it; empty for a command."""
        return mapped_column(ForeignKey("user_account.id"))

    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
