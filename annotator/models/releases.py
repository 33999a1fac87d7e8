"""Releases: labelled sets as they left the house, never changed by anything that comes after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered
from annotator.terms import Basis, ReleaseRule


class Release(Numbered, Base):
    """One release of a set; `report` is what stands on its page, as JSON.

    Triggers of the migrations refuse to change or remove a row of this table and of those below.
    """

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("claim_set_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("(rule = 'majority') = (margin IS NOT NULL)", name="margin"),
        CheckConstraint("margin >= 1", name="least_margin"),
    )

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    number: Mapped[int]
    rule: Mapped[ReleaseRule]
    margin: Mapped[int | None]
    soft: Mapped[bool]
    any_source: Mapped[bool]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime]
    report: Mapped[str]


class ReleasedClaim(Base):
    """A claim in a release, with its label: what two releases are compared by."""

    __tablename__ = "released_claim"
    __table_args__ = (CheckConstraint("length(label) > 0", name="label"),)

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, index=True)
    label: Mapped[str]
    basis: Mapped[Basis]


class ReleaseFile(Base):
    """A file of a release: `size` bytes in `pieces` pieces, and the SHA-256 of them all."""

    __tablename__ = "release_file"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size >= 0 AND pieces >= 0", name="size"),
    )

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    pieces: Mapped[int]


class ReleasePiece(Base):
    """A stretch of a file of a release, compressed (zlib); numbers run from 0."""

    __tablename__ = "release_piece"
    __table_args__ = (
        ForeignKeyConstraint(
            ["release_id", "key"], ["release_file.release_id", "release_file.key"]
        ),
    )

    release_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes]


class DerivedFile(Base):
    """The hash of a release in another format, as this version of its writer wrote it first.

    The file itself is not kept: it is written again from the native file whenever someone asks.
    """

    __tablename__ = "derived_file"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(writer) > 0", name="writer"),
        CheckConstraint("size >= 0", name="size"),
    )

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    writer: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    size: Mapped[int]
    derived_at: Mapped[datetime]
