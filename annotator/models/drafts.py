"""What annotators have begun and not yet submitted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base


class Draft(Base):
    """What stands in the desk's form of one assignment, for its annotator alone.

    `version` counts its saves; `save` names the last of them, by which a browser that got no answer
    knows its own. `tidy_at` is when something in it may be old enough to be forgotten.
    """

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    version: Mapped[int]
    save: Mapped[str]
    fields: Mapped[str]
    saved_at: Mapped[datetime]
    tidy_at: Mapped[datetime] = mapped_column(index=True)
