"""Sources of evidence: their texts, how people came by them, and passages in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered, Tokened
from annotator.models.published import Published, known_together
from annotator.models.search import Searched
from annotator.terms import FetchState, Origin

_TO_FETCH = text("state = 'waiting' AND origin = 'fetched'")
_NOT_ANCHORED = text("snapshot_id IS NULL")


class Source(Numbered, Base):
    """Where evidence stands; `key` is its address made comparable, else its title."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        CheckConstraint("url IS NOT NULL OR title <> ''", name="named"),
    )

    key: Mapped[str] = mapped_column(unique=True)
    url: Mapped[str | None]
    title: Mapped[str]
    publisher: Mapped[str]
    created_at: Mapped[datetime]


class Snapshot(Searched, Tokened, Base):
    """A text that a source had, one row however many people came by it; it is never changed."""

    __tablename__ = "snapshot"
    __table_args__ = (
        UniqueConstraint("source_id", "sha256"),
        UniqueConstraint("id", "source_id"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(trim(text)) > 0", name="text"),
    )

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    sha256: Mapped[str]
    text: Mapped[str]
    taken_at: Mapped[datetime]


class Fetch(Published, Tokened, Base):
    """One person's asking for the text of a source, on one claim, and what came of it.

    Title, publisher, date and the address that it came from at last stand here and not on the
    snapshot, so that they reveal nothing about others. `state` and `reason` follow from
    the fetch's job. `upload` is a file until it was read; `claim_review` says that the page is
    marked as a fact-check. `closed_at` says since when it is out of the person's way; that changes
    nothing of what they cite from it.
    """

    __tablename__ = "fetch"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assignment_id", "set_claim_id", "asked_by_id"],
            ["assignment.id", "assignment.set_claim_id", "assignment.annotator_id"],
        ),
        ForeignKeyConstraint(["snapshot_id", "source_id"], ["snapshot.id", "snapshot.source_id"]),
        CheckConstraint("(state = 'failed') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint("(state = 'ready') = (snapshot_id IS NOT NULL)", name="snapshot"),
        CheckConstraint("(state = 'waiting') = (finished_at IS NULL)", name="finished"),
        CheckConstraint(
            "(upload IS NOT NULL) = (origin = 'uploaded' AND state = 'waiting')", name="upload"
        ),
        CheckConstraint(
            "state = 'ready' OR origin IN ('fetched', 'uploaded')", name="nothing_to_wait_for"
        ),
        CheckConstraint("origin <> 'fetched' OR url IS NOT NULL", name="fetched_from"),
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        CheckConstraint(
            "final_url LIKE 'http://%' OR final_url LIKE 'https://%'", name="final_url"
        ),
        known_together(),
        CheckConstraint("closed_at IS NULL OR state <> 'waiting'", name="closed"),
        Index(
            "uq_fetch_asked",
            "assignment_id",
            "source_id",
            unique=True,
            postgresql_where=_TO_FETCH,
            sqlite_where=_TO_FETCH,
        ),
        Index(None, "assignment_id", "id"),
        Index(None, "snapshot_id", "asked_by_id"),
    )

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    assignment_id: Mapped[int]
    set_claim_id: Mapped[int]
    asked_by_id: Mapped[int]
    origin: Mapped[Origin]
    state: Mapped[FetchState]
    reason: Mapped[str | None]
    snapshot_id: Mapped[int | None]
    upload: Mapped[bytes | None] = mapped_column(LargeBinary)
    media_type: Mapped[str]
    url: Mapped[str | None]
    final_url: Mapped[str | None]
    title: Mapped[str]
    publisher: Mapped[str]
    claim_review: Mapped[bool]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Passage(Numbered, Base):
    """Words quoted from a source; where its snapshot is kept, their place in it.

    `exact` is then `snapshot.text[start:end]`, `prefix` and `suffix` what stands around it.
    """

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("snapshot_id", "start", "end"),
        ForeignKeyConstraint(["snapshot_id", "source_id"], ["snapshot.id", "snapshot.source_id"]),
        CheckConstraint("length(trim(exact)) > 0", name="exact"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("(snapshot_id IS NULL) = (start IS NULL)", name="start"),
        CheckConstraint('(snapshot_id IS NULL) = ("end" IS NULL)', name="end"),
        CheckConstraint("(snapshot_id IS NULL) = (prefix IS NULL)", name="prefix"),
        CheckConstraint("(snapshot_id IS NULL) = (suffix IS NULL)", name="suffix"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        Index(
            "uq_passage_quote",
            "source_id",
            "sha256",
            unique=True,
            postgresql_where=_NOT_ANCHORED,
            sqlite_where=_NOT_ANCHORED,
        ),
    )

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    exact: Mapped[str]
    sha256: Mapped[str]
    snapshot_id: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
