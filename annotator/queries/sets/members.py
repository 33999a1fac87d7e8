"""The members of a set, and whether they are enough for its overlap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet, SetMember, User, UserRole
from annotator.queries.visibility.members import annotates, can_judge
from annotator.shared_settings import MemberSettings
from annotator.terms import ON_DESK, Role, SetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ScalarSelect
    from sqlalchemy.orm import Session

#: The roles that a set can choose its people for.
CHOSEN = (Role.ANNOTATOR, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class PossibleMember:
    """A person who can be a member; `active` is False once their account is closed."""

    id: int
    name: str
    display_name: str
    active: bool


@dataclass(frozen=True, slots=True)
class ShortSet:
    """An open set that asks more annotators per claim than it has."""

    id: int
    name: str
    overlap: int
    annotators: int


def members(session: Session, claim_set_id: int) -> MemberSettings:
    """Return who was chosen for a set. Raises NotFound."""
    claim_set = session.get(ClaimSet, claim_set_id)
    if claim_set is None:
        raise NotFound(_("There is no such claim set."))
    chosen: defaultdict[Role, set[int]] = defaultdict(set)
    rows = select(SetMember.role, SetMember.user_id).where(SetMember.claim_set_id == claim_set_id)
    for row in session.execute(rows):
        chosen[row.role].add(row.user_id)
    return MemberSettings(
        all_annotators=not claim_set.annotators_chosen,
        annotators=frozenset(chosen[Role.ANNOTATOR]),
        all_reviewers=not claim_set.reviewers_chosen,
        reviewers=frozenset(chosen[Role.REVIEWER]),
    )


def candidates(
    session: Session, claim_set_id: int | None, role: Role
) -> tuple[PossibleMember, ...]:
    """Return who has the role and an open account, and who is a member already, by name."""
    has_role = select(UserRole.user_id).where(UserRole.role == role)
    chosen = select(SetMember.user_id).where(
        SetMember.claim_set_id == claim_set_id, SetMember.role == role
    )
    rows = session.execute(
        select(User.id, User.name, User.display_name, User.active)
        .where((User.active & User.id.in_(has_role)) | User.id.in_(chosen))
        .order_by(User.display_name, User.id)
    )
    return tuple(PossibleMember(*row) for row in rows)


def set_annotators(session: Session, claim_set_id: int) -> tuple[PossibleMember, ...]:
    """Return who can be given claims of a set, by name."""
    rows = session.execute(
        select(User.id, User.name, User.display_name, User.active)
        .join(ClaimSet, ClaimSet.id == claim_set_id)
        .where(can_judge())
        .order_by(User.display_name, User.id)
    )
    return tuple(PossibleMember(*row) for row in rows)


def count_annotators(session: Session, claim_set_id: int) -> int:
    """Return how many people can be given claims of a set."""
    return session.scalar(select(_annotators()).where(ClaimSet.id == claim_set_id)) or 0


def count_all_annotators(session: Session) -> int:
    """Return how many open accounts annotate."""
    return len(candidates(session, None, Role.ANNOTATOR))


def is_given_claims(session: Session, claim_set_id: int, user_id: int) -> bool:
    """Return True if an annotator is given claims of this set: it is open, and they are a member or
    have a claim of it on their desk.
    """
    on_desk = exists().where(
        Assignment.claim_set_id == ClaimSet.id,
        Assignment.annotator_id == user_id,
        Assignment.state.in_(ON_DESK),
    )
    found = select(ClaimSet.id).where(
        ClaimSet.id == claim_set_id,
        ClaimSet.state == SetState.OPEN,
        or_(annotates(user_id), on_desk),
    )
    return session.scalar(found) is not None


def short_sets(
    session: Session, claim_set_ids: Sequence[int] | None = None
) -> tuple[ShortSet, ...]:
    """Return the open sets that ask more annotators per claim than they have, by name; of all sets,
    or of these.
    """
    count = _annotators()
    wanted = () if claim_set_ids is None else (ClaimSet.id.in_(claim_set_ids),)
    rows = session.execute(
        select(ClaimSet.id, ClaimSet.name, ClaimSet.overlap, count.label("annotators"))
        .where(ClaimSet.state == SetState.OPEN, ClaimSet.overlap > count, *wanted)
        .order_by(ClaimSet.name)
    )
    return tuple(ShortSet(*row) for row in rows)


def _annotators() -> ScalarSelect[int]:
    return select(func.count(User.id)).where(can_judge()).correlate(ClaimSet).scalar_subquery()
