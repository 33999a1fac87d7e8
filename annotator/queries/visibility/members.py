"""Who annotates and who reviews in a set: all who have the role, or those who were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from annotator.errors import Refused
from annotator.language import _
from annotator.models import ClaimSet, SetMember, User, UserRole
from annotator.terms import Role

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    UserId = int | BindParameter[int] | InstrumentedAttribute[int]

# The statement around them may ask for members too. Created once: aliased() is slow.
_member, _role = aliased(SetMember), aliased(UserRole)


def annotates(user_id: UserId) -> ColumnElement[bool]:
    """Return the condition that a set gives its claims to this person. For statements over
    ClaimSet; roles are asked elsewhere.
    """
    return or_(~ClaimSet.annotators_chosen, _is_member(user_id, Role.ANNOTATOR))


def reviews(user_id: UserId) -> ColumnElement[bool]:
    """Return the condition that this person reviews in a set. For statements over ClaimSet; roles
    are asked elsewhere.
    """
    return or_(~ClaimSet.reviewers_chosen, _is_member(user_id, Role.REVIEWER))


def can_judge() -> ColumnElement[bool]:
    """Return the condition that a person can be given a claim of a set: their account is open, has
    the role, and the set gives them its claims. For statements over User and ClaimSet.
    """
    annotator = exists().where(_role.user_id == User.id, _role.role == Role.ANNOTATOR)
    return User.active & annotator & annotates(User.id)


def is_annotator(session: Session, claim_set: ClaimSet, user_id: int) -> bool:
    """Return True if the set gives its claims to this person."""
    key = (claim_set.id, user_id, Role.ANNOTATOR)
    return not claim_set.annotators_chosen or session.get(SetMember, key) is not None


def require_reviewer(session: Session, claim_set_id: int, reviewer_id: int) -> None:
    """Raise Refused if others review in this set."""
    mine = select(ClaimSet.id).where(ClaimSet.id == claim_set_id, ~reviews(reviewer_id))
    if session.scalar(mine) is not None:
        raise Refused(
            _("You are not a reviewer of this set. An editor can add you on its page “Members”.")
        )


def _is_member(user_id: UserId, role: Role) -> ColumnElement[bool]:
    return exists().where(
        _member.claim_set_id == ClaimSet.id, _member.user_id == user_id, _member.role == role
    )
