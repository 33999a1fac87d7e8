"""What every table shares: named constraints, UTC times, terms kept as checked words."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from annotator import terms
from annotator.tokens import LENGTH, Token, new_token

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime in, the same moment out in UTC; SQLite forgets zones, so we keep it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they mean another moment on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def term(kind: type[StrEnum], column_type: type[Enum] = Enum) -> Enum:
    """Return a column type that holds one of the terms, checked by the database."""
    return column_type(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=_snake(kind.__name__),
        values_callable=lambda members: [member.value for member in members],
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


TERMS: tuple[type[StrEnum], ...] = tuple(
    kind
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
)


class Base(DeclarativeBase):
    """The root of all tables. Relationships are loaded when a query asks, never by accident."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        str: String(),
        Token: String(),
        **{kind: term(kind) for kind in TERMS},
    }

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a table that does not say whether its ids may be known."""
        if "id" in cls.__annotations__ and not issubclass(cls, Numbered):
            raise TypeError(f"{cls.__name__} takes its id from Numbered or from Tokened.")
        super().__init_subclass__(**options)


class Numbered:
    """A table whose ids may be known: they tell nothing of annotators' work, or never leave the
    database.
    """

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Tokened(Numbered):
    """A table of people's work: its ids would tell how much of it there is.

    Addresses, pages, exports and the audit log name a row by its `token`.
    """

    token: Mapped[Token] = mapped_column(
        CheckConstraint(f"length(token) = {LENGTH}", name="token"),
        default=new_token,
        unique=True,
        sort_order=-1,
    )
