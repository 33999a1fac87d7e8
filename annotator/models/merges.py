"""Merges of speakers and of outlets: what each moved, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.any_documents import AnyDocument
from annotator.models.base import Base
from annotator.models.claims import Agent, Attribution
from annotator.models.documents import Outlet, Publication
from annotator.models.names import MergeOfNames

if TYPE_CHECKING:
    from annotator.models.base import Numbered


class SpeakerMerge(MergeOfNames, Base):
    """One merge of a speaker into another."""

    __tablename__ = "speaker_merge"
    names = "agent"


class MergedSpeakerName(Base):
    """A row of `agent` that a merge made a further name: the speaker itself, and its own names."""

    __tablename__ = "merged_speaker_name"

    merge_id: Mapped[int] = mapped_column(ForeignKey("speaker_merge.id"), primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), primary_key=True, index=True)


class MergedAttribution(Base):
    """An attribution that a merge moved, or that was found since by a merged name."""

    __tablename__ = "merged_attribution"

    merge_id: Mapped[int] = mapped_column(ForeignKey("speaker_merge.id"), primary_key=True)
    row_id: Mapped[int] = mapped_column(
        ForeignKey("attribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class OutletMerge(MergeOfNames, Base):
    """One merge of an outlet into another."""

    __tablename__ = "outlet_merge"
    names = "outlet"


class MergedOutletName(Base):
    """A row of `outlet` that a merge made a further name: the outlet itself, and its own names."""

    __tablename__ = "merged_outlet_name"

    merge_id: Mapped[int] = mapped_column(ForeignKey("outlet_merge.id"), primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"), primary_key=True, index=True)


class MergedDocument(Base):
    """A document that a merge moved, or that came in since with a merged name."""

    __tablename__ = "merged_document"

    merge_id: Mapped[int] = mapped_column(ForeignKey("outlet_merge.id"), primary_key=True)
    row_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class MergedPublication(Base):
    """A further publication that a merge moved, or that came in since with a merged name."""

    __tablename__ = "merged_publication"

    merge_id: Mapped[int] = mapped_column(ForeignKey("outlet_merge.id"), primary_key=True)
    row_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True, index=True
    )


@dataclass(frozen=True, slots=True)
class MovedColumn:
    """A column that names rows of a register, and the table of what merges moved in it.

    `document` is the column of the document that the row belongs to.
    """

    table: type[Numbered]
    column: str
    document: str
    moved: type[MergedAttribution | MergedDocument | MergedPublication]


@dataclass(frozen=True, slots=True)
class NameRegister:
    """Speakers, or outlets: their rows, their merges, and the columns that a merge moves.

    A test finds each foreign key to a register that stands neither here nor in the models above.
    """

    word: str
    rows: type[Agent | Outlet]
    merges: type[SpeakerMerge | OutletMerge]
    merged_names: type[MergedSpeakerName | MergedOutletName]
    moves: tuple[MovedColumn, ...]


SPEAKERS = NameRegister(
    "speaker",
    Agent,
    SpeakerMerge,
    MergedSpeakerName,
    (MovedColumn(Attribution, "speaker_id", "document_id", MergedAttribution),),
)
#: The documents of an import that is not done move too.
OUTLETS = NameRegister(
    "outlet",
    Outlet,
    OutletMerge,
    MergedOutletName,
    (
        MovedColumn(AnyDocument, "outlet_id", "id", MergedDocument),
        MovedColumn(Publication, "outlet_id", "document_id", MergedPublication),
    ),
)
