"""Topics: what documents and claims are about."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered


class Topic(Numbered, Base):
    """A topic; `key` is its name without the difference of upper and lower case."""

    __tablename__ = "topic"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)


class DocumentTopic(Base):
    """That a document is about a topic, and so each of its claims."""

    __tablename__ = "document_topic"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, index=True)


class ClaimTopic(Base):
    """That a claim is about a topic beside those of its documents."""

    __tablename__ = "claim_topic"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, index=True)
