"""New sets on the spot: a name is enough, all else can be changed in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator import schemes
from annotator.language import _
from annotator.models import User, UserRole
from annotator.operations.sets.claim_sets import make_set
from annotator.terms import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Annotators per claim, where there are so many.
OVERLAP = 2


def make_named_set(session: Session, *, name: str) -> int:
    """Make an empty, open set with the first scheme, and return its id. Raises BadInput."""
    annotators = session.scalar(
        select(func.count())
        .select_from(UserRole)
        .join(User, User.id == UserRole.user_id)
        .where(UserRole.role == Role.ANNOTATOR, User.active)
    )
    return make_set(
        session,
        name=name,
        description="",
        overlap=max(1, min(OVERLAP, annotators or 0)),
        scheme=schemes.SCHEMES[0],
        guideline=_("No guideline is written yet. An administrator can write it in the settings."),
    )
