"""Claims and claims of sets as they are stored, with those that not everybody may see.

`Claim` and `SetClaim` are what everybody may see: each statement over them leaves out the others by
itself. `pyproject.toml` lists the modules that may import this one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    literal_column,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered, term
from annotator.models.search import Searched
from annotator.models.withdrawn import Withdrawable, withdrawals
from annotator.terms import ClaimKind, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement


class _WrittenOut(Enum):
    """A term that statements write out: bound values take time, and no partial index."""

    class comparator_factory(Enum.Comparator):  # noqa: N801 (SQLAlchemy's name)
        """How SQLAlchemy asks for the rows of a class."""

        def in_(self, other: Iterable[Visibility]) -> ColumnElement[bool]:
            """Return the condition that the column is one of these terms."""
            return or_(*(self.expr == literal_column(f"'{one}'") for one in other))


class AnyClaim(Searched, Numbered, Base):
    """A proposition in words that stand alone, visible or not.

    `replaces_id` is the claim that it was split from, or that it rewords. `compared` says that its
    bands are kept, so that it is found among claims that say the same; `noted_for` are the
    surroundings for which its notes are kept.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("length(trim(text)) > 0", name="text"),
        CheckConstraint(
            "visibility IN ('public', 'withdrawn', 'dropped') OR replaces_id IS NOT NULL",
            name="has_whole",
        ),
        CheckConstraint("replaces_id <> id", name="replaces"),
        Index(
            "ix_claim_uncompared",
            "id",
            postgresql_where=text("NOT compared"),
            sqlite_where=text("NOT compared"),
        ),
        Index(
            "ix_claim_unnoted",
            "id",
            postgresql_where=text("noted_for IS NULL AND visibility = 'public'"),
            sqlite_where=text("noted_for IS NULL AND visibility = 'public'"),
        ),
    )
    __mapper_args__ = {"polymorphic_on": "visibility", "polymorphic_abstract": True}  # noqa: RUF012

    visibility: Mapped[Visibility] = mapped_column(term(Visibility, _WrittenOut))
    text: Mapped[str]
    kind: Mapped[ClaimKind]
    language: Mapped[str]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    compared: Mapped[bool] = mapped_column(default=False, server_default=false())
    noted_for: Mapped[str | None]


class WaitingSubclaim(AnyClaim):
    """A subclaim that is in no set yet: only those who split it off may see it."""

    __mapper_args__ = {"polymorphic_identity": Visibility.WAITING}  # noqa: RUF012


class Rewording(AnyClaim):
    """A claim in an annotator's own words: a part of their judgement."""

    __mapper_args__ = {"polymorphic_identity": Visibility.PRIVATE}  # noqa: RUF012


class WithdrawnClaim(AnyClaim):
    """A claim that only withdrawn documents say: it comes back with the first of them."""

    __mapper_args__ = {"polymorphic_identity": Visibility.WITHDRAWN}  # noqa: RUF012


class DroppedClaim(AnyClaim):
    """A candidate that an editor dropped, or in whose place others came: it can come back."""

    __mapper_args__ = {"polymorphic_identity": Visibility.DROPPED}  # noqa: RUF012


class AnySetClaim(Withdrawable, Numbered, Base):
    """A claim that people judge in a set. `seats_left` is how many more may, in its `round`.

    The first round is for everybody; a reviewer may ask new annotators in a second one.

    The worklist looks only at rows with seats left, and the check keeps a claim from going to more
    people than the overlap. A claim is `returned` once an annotator gave it back, or it came to a
    place that some have passed. It `was_complete` if reviewers could read its judgements before it
    was opened for more people: such people never get it.
    Claims that editors put first, then those that are due, come before the others; a `named` one
    goes to its named annotators alone.
    Places run from 1 without a gap. `split_from_id` is the claim of the set that this one was split
    from: until all have judged that one, this one waits and has no place. A subclaim whose split
    was replaced waits on, or again. What was withdrawn from the set has no place either, and
    `withdrawn_place` is the one that it had.
    """

    __tablename__ = "set_claim"
    __table_args__ = (
        UniqueConstraint("claim_set_id", "claim_id"),
        UniqueConstraint("claim_set_id", "position"),
        UniqueConstraint("id", "claim_set_id"),
        ForeignKeyConstraint(
            ["split_from_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        CheckConstraint("position > 0", name="place"),
        CheckConstraint("(visibility = 'public') = (position IS NOT NULL)", name="has_place"),
        CheckConstraint("visibility <> 'waiting' OR split_from_id IS NOT NULL", name="waits_on"),
        CheckConstraint(
            "(visibility = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="out_of_the_set"
        ),
        *withdrawals("set_claim"),
        CheckConstraint("visibility NOT IN ('private', 'dropped')", name="is_a_claim"),
        CheckConstraint("split_from_id <> id", name="split_from"),
        CheckConstraint("seats_left >= 0", name="seats_left"),
        CheckConstraint("round >= 1", name="round"),
        Index(
            "ix_set_claim_open",
            "claim_set_id",
            "position",
            postgresql_where=text("seats_left > 0"),
            sqlite_where=text("seats_left > 0"),
        ),
        Index(
            "ix_set_claim_full",
            "claim_set_id",
            postgresql_where=text("seats_left = 0"),
            sqlite_where=text("seats_left = 0"),
        ),
        Index(
            "ix_set_claim_returned",
            "claim_set_id",
            "position",
            postgresql_where=text("returned AND seats_left > 0"),
            sqlite_where=text("returned AND seats_left > 0"),
        ),
        Index(
            "ix_set_claim_waiting",
            "claim_set_id",
            postgresql_where=text("visibility = 'waiting'"),
            sqlite_where=text("visibility = 'waiting'"),
        ),
    )
    __mapper_args__ = {  # noqa: RUF012
        "polymorphic_on": "visibility",
        "polymorphic_abstract": True,
    }

    visibility: Mapped[Visibility] = mapped_column(term(Visibility, _WrittenOut))
    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    position: Mapped[int | None]
    seats_left: Mapped[int]
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    returned: Mapped[bool] = mapped_column(default=False, server_default=false())
    was_complete: Mapped[bool] = mapped_column(default=False, server_default=false())
    split_from_id: Mapped[int | None] = mapped_column(index=True)
    withdrawn_place: Mapped[int | None]
    put_first: Mapped[bool] = mapped_column(default=False, server_default=false())
    due_on: Mapped[date | None]
    named: Mapped[bool] = mapped_column(default=False, server_default=false())


class WaitingSetClaim(AnySetClaim):
    """A subclaim that waits until all have judged the claim that it was split from."""

    __mapper_args__ = {"polymorphic_identity": Visibility.WAITING}  # noqa: RUF012


class WithdrawnSetClaim(AnySetClaim):
    """A claim that was withdrawn from its set."""

    __mapper_args__ = {"polymorphic_identity": Visibility.WITHDRAWN}  # noqa: RUF012
